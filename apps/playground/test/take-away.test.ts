import { readFileSync } from 'node:fs';
import { evaluate, type LossSpec, parseLoss } from '@lossmith/core';
import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { copied, copyAs, drawByHand } from './actions.ts';
import { closeBrowser, launch, openPage } from './open-page.ts';
import { type Printed, runInNode, runInPython } from './run-code.ts';

/** What the reference makes of the loss and the example that stand in copied code. */
function expected(spec: LossSpec, code: string): Printed {
  const list = (name: string) => JSON.parse(new RegExp(`const ${name} = (.*);`).exec(code)?.[1] as string);
  const results = evaluate(
    parseLoss(spec),
    { predicted: list('predicted'), target: list('target') },
    { reduction: 'mean' },
  );
  return { loss: results.loss[0] as number, gradient: Array.from(results.gradient) };
}

function expectClose(given: Printed, wanted: Printed, digits: number): void {
  const near = (value: number, exact: number) =>
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(10 ** -digits * Math.max(Math.abs(exact), 1e-3));
  near(given.loss, wanted.loss);
  expect(given.gradient).toHaveLength(wanted.gradient.length);
  for (const [k, value] of given.gradient.entries()) near(value, wanted.gradient[k] as number);
}

describe.skipIf(!whole || launch === undefined)('what the page hands out', () => {
  afterAll(closeBrowser);

  test.each([['scores'], ['row']])(
    'the code of each stack runs as it is: the loss of %s',
    { timeout: 200_000 },
    async (take) => {
      const { page, close, complaints } = await openPage();
      if (take === 'scores') await drawByHand(page);
      await page.getByLabel('Which loss').selectOption(take);
      const spec = JSON.parse(await copyAs(page, 'json')) as LossSpec;
      const core = await copyAs(page, 'core');
      const wanted = expected(spec, core);
      expectClose(await runInNode(core), wanted, 12);
      for (const stack of ['tfjs', 'onnx', 'wasm', 'webgpu'])
        expectClose(await runInNode(await copyAs(page, stack), { gpu: stack === 'webgpu' }), wanted, 4);
      for (const library of ['numpy', 'torch']) expectClose(await runInPython(await copyAs(page, library)), wanted, 10);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('files are what they are called', async () => {
    const { page, close } = await openPage();
    const download = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: new RegExp(`^${name.replace('.', '\\.')}`) }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(name);
      return readFileSync(await file.path());
    };
    expect(parseLoss((await download('loss.json')).toString()).spec.kind).toBe('matching');
    expect(WebAssembly.validate(new Uint8Array(await download('loss.wasm')))).toBe(true);
    expect((await download('loss.wgsl')).toString()).toContain('@compute');
    expect((await download('loss.py')).toString()).toContain('def evaluate(');
    expect((await download('loss_torch.py')).toString()).toContain('class Loss(torch.nn.Module)');
    const { InferenceSession } = await import('onnxruntime-web');
    const session = await InferenceSession.create(new Uint8Array(await download('loss.onnx')));
    expect(session.inputNames).toEqual(['predicted', 'target']);
    await close();
  });

  test('the link holds everything', async () => {
    const first = await openPage();
    await drawByHand(first.page);
    await first.page.getByLabel('temperature, exactly').fill('2.5');
    await first.page.getByLabel('temperature, exactly').press('Enter');
    const json = await copyAs(first.page, 'json');
    await first.page.getByRole('button', { name: 'Copy the link to this page' }).click();
    await first.page.getByText('The link is copied.').waitFor();
    const { hash } = new URL(await copied(first.page));
    await first.close();
    const second = await openPage(hash);
    expect(await copyAs(second.page, 'json')).toBe(json);
    expect(await second.page.getByLabel('temperature, exactly').inputValue()).toBe('2.5');
    expect(second.complaints).toEqual([]);
    await second.close();
  });

  test('a broken link says so and starts anew', async () => {
    const { page, close } = await openPage('#1AAAA');
    await page.getByRole('alert').getByText('part of it was lost on the way').waitFor();
    expect(await page.getByRole('button', { name: 'exp, rate 0.8', exact: true }).count()).toBe(1);
    await close();
  });
});
