import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { showPage } from '../src/page.js';

test('both losses fall, and the one for high scores fits the peak better', async () => {
  const parent = document.createElement('main');
  document.body.append(parent);
  const { history, errorAtPeak } = await showPage(parent, 600);
  for (const losses of history) expect(losses.at(-1)).toBeLessThan(0.9 * (losses[0] as number));
  const [squared, high] = errorAtPeak as [number, number];
  expect(high).toBeLessThan(0.8 * squared);
  await page.viewport(720, 760);
  await page.screenshot({ element: page.elementLocator(parent), path: '../.results/page.png' });
});
