import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { policyOfPage } from '../scripts/static-server.mjs';
import { drawByHand } from './actions.ts';
import { closeBrowser, launch, openPage } from './open-page.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

test('all files of the page together are under 700 kB, gzip', () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map(({ parentPath, name }) => gzipSync(readFileSync(`${parentPath}/${name}`)).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(700_000);
});

test('the policy lets in nothing from elsewhere, and no text as code', async () => {
  const policy = await policyOfPage();
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|http|\*|blob:|connect-src/);
});

/** What axe finds on the page as it is. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await axe.run();
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}

describe.skipIf(!whole || launch === undefined)('the page', () => {
  afterAll(closeBrowser);

  for (const width of [1280, 360]) {
    test(`axe finds nothing, light or dark, ${width} pixels wide; nothing is wider than the window`, async () => {
      const { page, close, complaints, requests } = await openPage('', { width, height: 900 });
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('table', { name: 'After 0 steps' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await drawByHand(page);
      await page.getByLabel('Transform of scores').selectOption('designed');
      await page.getByLabel('Which loss').selectOption('row');
      await page.getByLabel('As', { exact: true }).selectOption('numpy');
      await page.locator('section[aria-busy="false"]').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      const own = new URL('./', page.url()).href;
      expect(requests.filter((url) => !url.startsWith(own) && url !== 'data:,')).toEqual([]);
      await close();
    });
  }

  test('what is drawn of 100,000 scores is as little as of few', async () => {
    const { page, close } = await openPage();
    await page.getByLabel('Scores to design for').selectOption('many');
    await page.getByText('100000 scores from').waitFor();
    const drawn = await page
      .locator('.charts path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')?.length ?? 0));
    expect(Math.max(...drawn)).toBeLessThan(5000);
    await close();
  });
});
