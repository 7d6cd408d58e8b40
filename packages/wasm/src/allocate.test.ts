import { describe, expect, test } from 'vitest';
import { createKernel, type Loss, links, losses } from './index.js';
import type { WasmOptions } from './options.js';

const scores = (count: number, shift: number) =>
  Array.from({ length: count }, (_, k) => 3 * Math.sin(k + shift) + shift);

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const softmax = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });
const labels = losses.softmax({ target: 'label' });

interface Case {
  readonly loss: Loss;
  readonly options: WasmOptions;
  readonly shape: readonly number[];
}

const cases: readonly Case[] = [
  ...[1, 3, 8191, 8192, 8193, 20000].map((count) => ({ loss: sinh, options: {}, shape: [count] })),
  { loss: sinh, options: { reduction: 'none', outputs: ['loss', 'gradient', 'hessian'] }, shape: [90, 100] },
  { loss: sinh, options: { reduction: 'sum', weight: true, mask: true }, shape: [10001] },
  { loss: sinh, options: { data: 'float64' }, shape: [8195] },
  { loss: sinh, options: { precision: 'float64' }, shape: [8195] },
  { loss: softmax, options: {}, shape: [900, 10] },
  { loss: softmax, options: { mask: true, weight: true, outputs: ['loss', 'hessian'] }, shape: [3, 9001] },
  { loss: labels, options: { mask: 'examples' }, shape: [700, 7] },
  { loss: losses.pairwise(links.sinh()), options: { mask: true }, shape: [50, 33] },
];

/** Values for the inputs of a kernel, by name. */
function valuesFor(loss: Loss, name: string, length: number): number[] {
  if (name === 'mask') return Array.from({ length }, (_, k) => (k % 7 === 3 ? 0 : 1));
  if (name === 'weight') return Array.from({ length }, (_, k) => 1 + (k % 3));
  if (name === 'target' && loss === labels) return Array.from({ length }, (_, k) => k % 7);
  return scores(length, name === 'target' ? 0 : 0.2);
}

function filled({ loss, options, shape }: Case) {
  const kernel = createKernel(loss, options as WasmOptions<'loss' | 'gradient', 'float32'>);
  const arrays = kernel.allocate(shape);
  for (const [name, array] of Object.entries(arrays.inputs))
    if (name !== 'shape') (array as Float32Array).set(valuesFor(loss, name, (array as Float32Array).length));
  const copies = Object.entries(arrays.inputs).map(([name, array]) => [name, (array as Float32Array).slice()]);
  return { kernel, arrays, plain: { ...arrays.inputs, ...Object.fromEntries(copies) } };
}

describe('allocate', () => {
  test.each(cases)('gives arrays that runs use in place, with the same bits: case %#', (given) => {
    const { kernel, arrays, plain } = filled(given);
    const expected = kernel.run(plain);
    const found = kernel.run(arrays.inputs, arrays.outputs);
    expect(found).toEqual(expected);
    for (const [name, array] of Object.entries(arrays.outputs)) expect(found[name as 'gradient']).toBe(array);
    expect(arrays.inputs).toEqual(plain);
    arrays.inputs.predicted[0] = (arrays.inputs.predicted[0] as number) + 1;
    expect(kernel.run(arrays.inputs, arrays.outputs)).toEqual(
      kernel.run({ ...plain, predicted: arrays.inputs.predicted.slice() }),
    );
    kernel.dispose();
  });

  test('gives all that the kernel reads and writes, and no more', () => {
    const options = { weight: true, mask: true, reduction: 'none', outputs: ['loss', 'hessian'] } as const;
    const { inputs, outputs } = createKernel(softmax, options).allocate([4, 3]);
    expect(Object.keys(inputs).sort()).toEqual(['mask', 'predicted', 'shape', 'target', 'weight']);
    expect([inputs.predicted.length, inputs.mask?.length, inputs.weight?.length]).toEqual([12, 12, 4]);
    expect([outputs.loss?.length, outputs.hessian.length]).toEqual([4, 12]);
    expect(Object.keys(createKernel(softmax).allocate([4, 3]).outputs)).toEqual(['gradient']);
    expect(createKernel(sinh, { data: 'float64' }).allocate([5]).inputs.target).toBeInstanceOf(Float64Array);
  });

  test('uses leading and inner parts of its inputs, and writes nothing beside results', () => {
    const { kernel, arrays, plain } = filled({ loss: sinh, options: {}, shape: [1000] });
    arrays.outputs.gradient.fill(7);
    const part = ({ predicted, target }: typeof arrays.inputs) => {
      return { predicted: predicted.subarray(101, 300), target: target.subarray(101, 300) };
    };
    const gradient = arrays.outputs.gradient.subarray(101, 300);
    expect(kernel.run(part(arrays.inputs), { gradient })).toEqual(kernel.run(part(plain as typeof arrays.inputs)));
    expect(arrays.outputs.gradient.filter((x) => x === 7)).toHaveLength(801);
    expect(arrays.inputs).toEqual(plain);
  });

  test('gives what ordinary arrays give where results are written over what is read', () => {
    const { kernel, arrays, plain } = filled({ loss: softmax, options: {}, shape: [900, 10] });
    const expected = kernel.run(plain);
    arrays.outputs.gradient.set(plain.predicted);
    expect(kernel.run({ ...arrays.inputs, predicted: arrays.outputs.gradient }, arrays.outputs)).toEqual(expected);
    expect(kernel.run(arrays.inputs, { gradient: arrays.inputs.predicted })).toEqual(expected);
  });

  test('keeps its arrays where other data, longer rows and parameters per example come between', () => {
    const { kernel, arrays, plain } = filled({ loss: softmax, options: {}, shape: [20, 10] });
    const expected = kernel.run(arrays.inputs);
    const long = { predicted: [scores(30_000, 0)], target: [scores(30_000, 1)] };
    expect(kernel.run(long).gradient).toHaveLength(30_000);
    expect(kernel.run({ predicted: arrays.inputs.predicted, target: arrays.inputs.target, shape: [1, 200] })).toEqual(
      kernel.run({ predicted: plain.predicted, target: plain.target, shape: [1, 200] }),
    );
    kernel.update({ temperature: Array.from({ length: 20 }, (_, k) => 1 + k) });
    expect(kernel.run(arrays.inputs, arrays.outputs)).toEqual(kernel.run(plain));
    kernel.update({ temperature: 1 });
    expect(kernel.run(arrays.inputs, arrays.outputs)).toEqual(expected);
  });

  test('lets arrays of an earlier allocation and of other kernels be arrays like any others', () => {
    const { kernel, arrays, plain } = filled({ loss: sinh, options: {}, shape: [300] });
    const expected = kernel.run(plain);
    kernel.allocate([10_000]);
    expect(kernel.run(arrays.inputs, arrays.outputs)).toEqual(expected);
    expect(createKernel(sinh).run(arrays.inputs, arrays.outputs)).toEqual(expected);
    kernel.dispose();
    expect(arrays.inputs).toEqual(plain);
  });

  test('takes no examples', () => {
    const { inputs, outputs } = createKernel(sinh).allocate([0]);
    expect([inputs.predicted.length, outputs.gradient.length]).toEqual([0, 0]);
    expect(createKernel(sinh).run(inputs, outputs).loss[0]).toBe(0);
  });

  test.each([
    [sinh, 'nine', 'shape is "nine"; give a list of whole numbers: shape: [1024]'],
    [softmax, [2.5], 'give a list of whole numbers: shape: [1024, 10]'],
    [softmax, [4, 0], 'predicted has shape [4, 0]'],
    [sinh, [2 ** 31], 'a WebAssembly memory has no room for these arrays; allocate for fewer examples'],
  ])('refuses case %#', (loss, shape, message) => {
    expect(() => createKernel(loss).allocate(shape as number[])).toThrow(message);
  });

  test('is refused by a kernel that is disposed of', () => {
    const kernel = createKernel(sinh);
    kernel.dispose();
    expect(() => kernel.allocate([3])).toThrow('the kernel is disposed');
  });
});
