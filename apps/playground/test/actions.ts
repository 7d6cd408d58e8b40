import type { Locator, Page } from 'playwright-core';

/** Shares of an element's width and height. */
export type Place = readonly [x: number, y: number];

/** What tests do on the page. */
export async function drawByHand(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw it by hand from here' }).click();
  await page
    .getByRole('slider', { name: /^Sensitivity at score/ })
    .first()
    .waitFor();
}

/** The heights of the knots. */
export async function knots(page: Page): Promise<readonly number[]> {
  const sliders = await page.getByRole('slider', { name: /^Sensitivity at score/ }).all();
  return Promise.all(sliders.map(async (slider) => Number(await slider.getAttribute('aria-valuenow'))));
}

/** Drags the mouse over the chart of the sensitivity, through these places. */
export async function paint(page: Page, places: readonly Place[]): Promise<void> {
  await drag(page, page.getByRole('group', { name: /^Sensitivity by score/ }), places);
}

/** Drags the mouse over an element. */
export async function drag(page: Page, over: Locator, places: readonly Place[]): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (box === null) throw new Error('what is to be dragged is not there');
  const at = ([x, y]: Place) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(places[0] as Place));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 4 });
  await page.mouse.up();
}

export const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Chooses what to take away, waits until it is made from the state as it is, and copies it. */
export async function copyAs(page: Page, what: string): Promise<string> {
  await page.getByLabel('As', { exact: true }).selectOption(what);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.locator('section[aria-busy="false"]').waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return copied(page);
}
