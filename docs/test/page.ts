import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumHere } from '../../vitest.browser.ts';

/** What a page of a folder shows in its <output>, built by Vite and opened in Chromium, and what it complains about. */
export async function shownBy(
  root: string,
): Promise<{ readonly text: string; readonly complaints: readonly string[] }> {
  await build({ root, logLevel: 'error' });
  const server = await preview({ root, logLevel: 'error', preview: { port: 0 } });
  const browser = await chromium.launch(chromiumHere());
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(server.resolvedUrls!.local[0]!);
    const text = await page.locator('output:not(:empty)').textContent({ timeout: 60_000 });
    return { text: `${text}\n`, complaints };
  } finally {
    await browser.close();
    await server.close();
  }
}
