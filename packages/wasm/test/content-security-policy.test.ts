import { chromium } from 'playwright';
import { describe, expect, test } from 'vitest';
import { chromiumHere } from '../../../vitest.browser.ts';
import { createKernel, links, losses } from '../src/index.js';
import { bundled, serve } from './pages.ts';

const launch = chromiumHere();

/** What a page under a policy gets for a loss, and what its console says. */
async function visit(policy: string) {
  const { url, server } = await serve(await bundled(), policy);
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage();
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Lossmith')) warnings.push(message.text());
    });
    await page.goto(url);
    await page.waitForFunction(() => document.title.startsWith('{'));
    return { ...JSON.parse(await page.title()), warnings } as Readonly<Record<string, unknown>>;
  } finally {
    await browser.close();
    server.close();
  }
}

function here(): number {
  const wave = (shift: number) => Float32Array.from({ length: 20_000 }, (_, k) => Math.sin(k + shift));
  const kernel = createKernel(losses.matching(links.sinh({ rate: 0.5 })));
  return kernel.run({ predicted: wave(0), target: wave(0.3) }).loss?.[0] as number;
}

describe.skipIf(launch === undefined)('a page with a content-security policy', () => {
  test("runs modules and workers with 'wasm-unsafe-eval'", async () => {
    const { alone, shared, isolated, warnings } = await visit(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
    );
    expect(isolated).toBe(true);
    expect(alone).toBeCloseTo(here(), 9);
    expect(shared).toBe(alone);
    expect(warnings).toEqual([]);
  });

  test('without it gets the reference evaluator, and says so once', async () => {
    const { alone, shared, warnings } = await visit("default-src 'self'");
    expect(alone).toBeCloseTo(here(), 7);
    expect(shared).toBe(alone);
    expect(warnings).toEqual([expect.stringContaining('losses run in the reference evaluator')]);
  });
});
