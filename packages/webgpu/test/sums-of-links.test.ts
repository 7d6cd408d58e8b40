import { everyLink } from '@lossmith/conformance';
import { evaluate, links, losses } from '@lossmith/core';
import { compileFor, parametersOf, tensorOutputs } from '@lossmith/core/backend';
import { describe, expect, test } from 'vitest';
import { webgpuBackend } from '../src/backend.ts';
import { compileWgsl } from '../src/compile-wgsl.ts';
import { createKernel } from '../src/create-kernel.ts';
import { makeProgramKernel } from '../src/program-kernel.ts';
import { testDevice } from './gpu.ts';
import { expectClose } from './numbers.ts';

const outputs = ['loss', 'gradient', 'hessian'] as const;

/** The loss of a sum of `count` links, from the given one on. */
const sumOf = (count: number, from = 0) =>
  losses.matching(
    links.sum(Array.from({ length: count }, (_, k) => everyLink[(from + k) % everyLink.length] as never)),
  );

const textOf = (loss: ReturnType<typeof sumOf>) => compileWgsl(loss, { outputs, parameters: 'inputs' }).code;

/** That the text grows with the number of links is a case of the kit. */
describe('sums of links with open parameters', () => {
  // SwiftShader looks at every way through a shader, and each branch doubles their number: 12 of them took two minutes.
  test('branches are those of loops and of the sum across the workgroup', () => {
    const branches = (text: string) =>
      text.replace(/\/\/.*/g, '').match(/\bif\b|&&|\|\||\bswitch\b|\breturn\b.*\n(?!})/g) ?? [];
    const one = branches(textOf(sumOf(1)));
    expect(one.length).toBeLessThan(8);
    for (let from = 0; from < everyLink.length; from += 1) expect(branches(textOf(sumOf(1, from)))).toEqual(one);
    expect(branches(textOf(sumOf(16)))).toEqual(one);
  });

  test.each([2, 4, 16])('%d links compile, and give what they should', { timeout: 300_000 }, async (count) => {
    const loss = sumOf(count);
    const kernel = await createKernel(await testDevice(), loss, { outputs, reduction: 'none' });
    const data = { predicted: Float32Array.of(-0.7, 0.4, 1.6), target: Float32Array.of(0.9, 0.3, 2.5) };
    const [found, wanted] = [await kernel.run(data), evaluate(loss, data, { reduction: 'none' })];
    for (const name of outputs) expectClose(found[name] ?? [], wanted[name] as ArrayLike<number>, 2e-6);
  });

  test('second derivatives of 16 links compile', { timeout: 300_000 }, async () => {
    const loss = sumOf(16);
    const parameters = [...parametersOf(loss).keys()];
    const expressions = tensorOutputs(loss, 2, { weight: false });
    const program = compileFor(webgpuBackend, expressions, { precision: 'float32', parameters });
    const { module } = webgpuBackend.emit(program);
    const kernel = await makeProgramKernel(await testDevice(), program, module);
    await kernel.prepare('short');
    kernel.state.check();
    expect(module.parameters.length).toBeGreaterThan(40);
  });
});
