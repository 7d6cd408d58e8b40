import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumHere } from '../../../vitest.browser.ts';
import { whole } from '../../../vitest.whole.ts';
import { serveBuiltPage } from '../scripts/static-server.mjs';

/** The built page in Chromium, from a server of files that sends the page's policy with each. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, and of the policy. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, on any machine. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Without a Chromium tests of the page are skipped, loudly; in CI that is an error. */
export const launch = chromiumHere();
if (whole && launch === undefined) {
  if (process.env.CI)
    throw new Error('no Chromium for the tests of the playground; install it, or set LOSSMITH_CHROMIUM');
  console.warn('NO CHROMIUM: TESTS OF THE PLAYGROUND ARE SKIPPED');
}

let browser: Promise<Browser> | undefined;

export async function openPage(hash = '', viewport = { width: 1280, height: 900 }): Promise<OpenPage> {
  mkdirSync(fileURLToPath(new URL('../.results', import.meta.url)), { recursive: true });
  const server = await serveBuiltPage();
  browser ??= chromium.launch(launch);
  const context = await (await browser).newContext({ viewport, acceptDownloads: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    // Kernels warn where WebAssembly is forbidden and the reference does their work.
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(server.url + hash);
  await page.getByText('Learning rate.').waitFor();
  return {
    page,
    complaints,
    requests,
    async close() {
      await context.close();
      await server.close();
    },
  };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
