import { existsSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';

/** Debian's, Ubuntu's and Apple's places. `LOSSMITH_FIREFOX` names another. */
const places = [
  process.env.LOSSMITH_FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Path of a Firefox on this machine; undefined where there is none. Playwright drives a Firefox of its own alone, Puppeteer any. */
export const firefoxHere: string | undefined = places.find((place) => place !== undefined && existsSync(place));

/** Milliseconds, for a machine that is busy with other tests. */
const timeout = 200_000;

async function shownBy(browser: Browser, url: string): Promise<unknown> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url, { timeout });
  await page.waitForFunction('globalThis.found', { timeout }).catch((error) => complaints.push(String(error)));
  const found = (await page.evaluate('globalThis.found')) as string | undefined;
  await page.close();
  return found === undefined ? complaints : JSON.parse(found);
}

/** What these pages show in Firefox, one after another. */
export async function shownInFirefox(url: string, names: readonly string[]): Promise<object> {
  const browser = await launch({ browser: 'firefox', executablePath: firefoxHere as string, timeout });
  try {
    const shown: [string, unknown][] = [];
    for (const name of names) shown.push([name, await shownBy(browser, `${url}${name}/`)]);
    return Object.fromEntries(shown);
  } finally {
    await browser.close();
  }
}
