import type { LossSpec } from '@lossmith/core';
import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { copyAs, drag, drawByHand, knots, paint } from './actions.ts';
import { closeBrowser, launch, openPage } from './open-page.ts';

/** The page as it was built, in Chromium, by mouse and keyboard. */
const here = describe.skipIf(!whole || launch === undefined);

afterAll(closeBrowser);

here('drawing', () => {
  test('by mouse: painting over the sensitivity sets knots, one undo takes the stroke back', async () => {
    const { page, close, complaints } = await openPage();
    await drawByHand(page);
    const before = await knots(page);
    await paint(page, [
      [0.3, 0.3],
      [0.5, 0.2],
      [0.7, 0.3],
    ]);
    const changed = async () => (await knots(page)).filter((value, k) => value !== before[k]);
    await expect.poll(async () => (await changed()).length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...(await changed()))).toBeGreaterThan(Math.max(...before.slice(4, 10)));
    const after = await knots(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => knots(page)).toEqual(before);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => knots(page)).toEqual(after);
    expect(complaints).toEqual([]);
    await close();
  });

  test('what is half typed stays while the page is drawn anew', async () => {
    const { page, close } = await openPage();
    const field = page.getByLabel('temperature, exactly');
    await field.fill('2.5');
    // The link changes without taking the focus away, and what shows it is drawn anew.
    await page.getByLabel('amplitude', { exact: true }).evaluate((slider: HTMLInputElement) => {
      slider.value = slider.max;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.locator('section.code').getByText('amplitude').waitFor();
    expect(await field.inputValue()).toBe('2.5');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field.inputValue()).toBe('1');
    await close();
  });

  test('by keyboard: arrows, page and end keys move a knot, the link follows', async () => {
    const { page, close } = await openPage();
    await page.getByRole('button', { name: 'Draw it by hand from here' }).focus();
    await page.keyboard.press('Enter');
    // The button is gone: the focus is on the first knot.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toMatch(/^Sensitivity at score/);
    const third = page.getByRole('slider', { name: /^Sensitivity at score/ }).nth(2);
    await third.focus();
    const value = async () => Number(await third.getAttribute('aria-valuenow'));
    const [first, top] = [await value(), Number(await third.getAttribute('aria-valuemax'))];
    await page.keyboard.press('ArrowUp');
    await expect.poll(value).toBeCloseTo(first + top / 40, 1);
    await page.keyboard.press('End');
    await expect.poll(value).toBeGreaterThan(0.9 * top);
    const end = await value();
    await page.keyboard.press('Home');
    await expect.poll(value).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(value).toBe(end);
    const spec = JSON.parse(await copyAs(page, 'json')) as LossSpec;
    expect(spec.link).toMatchObject({ kind: 'fromSensitivity' });
    await close();
  });
});

here('designing', () => {
  test('links are mixed, by sliders and by exact numbers', async () => {
    const { page, close } = await openPage();
    await page.getByRole('button', { name: 'Mix in another link' }).click();
    await page.getByLabel('Kind of link').selectOption('identity');
    await page.getByLabel('amplitude, exactly').fill('0.25');
    await page.getByLabel('amplitude, exactly').press('Enter');
    const spec = JSON.parse(await copyAs(page, 'json')) as LossSpec;
    expect(spec.link).toEqual({
      kind: 'sum',
      links: [
        { kind: 'exp', rate: 0.8 },
        { kind: 'identity', amplitude: 0.25 },
      ],
    });
    await page.getByRole('button', { name: 'Remove exp, rate 0.8' }).click();
    expect(JSON.parse(await copyAs(page, 'json')).link).toEqual({ kind: 'identity', amplitude: 0.25 });
    await page.getByRole('slider', { name: 'rate', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(JSON.parse(await copyAs(page, 'json')).link.rate).toBeGreaterThan(1);
    await close();
  });

  test('pasted scores are described; a suggestion and normalising make the learning rate fit', async () => {
    const { page, close } = await openPage();
    await page.getByText('Use your own scores').click();
    await page
      .getByLabel(/^Numbers one a line/)
      .fill(`id,score\n${Array.from({ length: 200 }, (_, k) => `${k},${k / 10}`).join('\n')}`);
    await page.getByRole('button', { name: 'Use these scores' }).click();
    await page.getByText('200 scores of score are used.').waitFor();
    await page.getByText('200 scores from 0 to 19.9, median 9.95').waitFor();
    await page
      .getByText(/^Warning\./)
      .first()
      .waitFor();
    await page.getByLabel('from', { exact: true }).fill('15');
    await page.getByText('Have a link suggested').click();
    await page.getByLabel('How', { exact: true }).selectOption('exp');
    await page.getByRole('button', { name: 'Suggest a link' }).click();
    await page
      .getByText(/counts 5 times one elsewhere$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Normalise' }).click();
    await page.getByText('The learning rate that you use with squared error fits as it is.').waitFor();
    await close();
  });

  test('a design starts from JSON, and bad JSON is refused with what is wrong', async () => {
    const { page, close } = await openPage();
    await page.getByText('Start from JSON').click();
    const field = page.getByLabel('The JSON of a loss of scores, or of a link');
    await field.fill('{"kind":"exp","rate":-1}');
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByText('link.rate: must be greater than 0, got -1').waitFor();
    const link = { kind: 'sum', links: [{ kind: 'sinh', rate: 0.5 }, { kind: 'identity' }] };
    await field.fill(JSON.stringify({ kind: 'matching', target: 'score', link }));
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByText('2 links are taken over.').waitFor();
    expect(JSON.parse(await copyAs(page, 'json')).link).toEqual(link);
    await close();
  });

  test('the target is dragged, and moved with keys', async () => {
    const { page, close } = await openPage();
    const chart = page.getByRole('img', { name: /^Loss, for the target/ });
    await drag(page, chart, [
      [0.5, 0.5],
      [0.8, 0.5],
    ]);
    const target = page.getByRole('spinbutton', { name: /^Target score/ });
    const value = async () => Number(await target.inputValue());
    await expect.poll(value).toBeGreaterThan(2);
    const dragged = await value();
    await page.getByRole('slider', { name: /^Target score/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(value).toBeLessThan(dragged);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(value).toBe(1);
    await close();
  });
});

here('training', () => {
  test('starts, stops, steps, resets and begins anew from another seed', { timeout: 120_000 }, async () => {
    const { page, close, complaints } = await openPage();
    const table = page.getByRole('table', { name: /steps$/ });
    const steps = async () => Number(/\d+/.exec((await table.locator('caption').textContent()) ?? '')?.[0]);
    await table.waitFor();
    await page.getByLabel('Data to train on').selectOption('peak');
    await page.getByRole('button', { name: 'One step' }).click();
    await expect.poll(steps).toBe(1);
    const first = await table.textContent();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(steps, { timeout: 60_000 }).toBeGreaterThan(30);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    const row = (name: string) => table.getByRole('row', { name }).getByRole('cell').allTextContents();
    const [squared, designed] = [await row('squared error'), await row('designed loss')];
    expect(Number(designed[1])).toBeLessThan(Number(squared[1]));
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect.poll(steps).toBe(0);
    await page.getByRole('button', { name: 'One step' }).click();
    await expect.poll(() => table.textContent()).toBe(first);
    await page.getByRole('spinbutton', { name: /^seed/ }).fill('9');
    await page.getByRole('spinbutton', { name: /^seed/ }).press('Enter');
    await expect.poll(steps).toBe(0);
    await page.getByRole('button', { name: 'One step' }).click();
    await expect.poll(steps).toBe(1);
    expect(await table.textContent()).not.toBe(first);
    expect(complaints).toEqual([]);
    await close();
  });
});
