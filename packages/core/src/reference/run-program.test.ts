import { describe, expect, test } from 'vitest';
import { compensatedSum } from '../data/compensated-sum.js';
import { tanh } from '../expressions/build.js';
import type { Axes, Axis } from '../expressions/expression.js';
import { z } from '../expressions/json.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import * as losses from '../losses/index.js';
import type { Loss } from '../losses/loss.js';
import { meaningOf } from '../operations/meaning-of.js';
import type { Meaning } from '../operations/operation.js';
import { compileLoss, type LossProgramOptions } from '../programs/compile-loss.js';
import type { HostInputs } from '../programs/host-inputs.js';
import type { Instruction, Program } from '../programs/program.js';
import { referenceBackend } from './reference.js';

const backend = referenceBackend();

/** The values of a program for one example, one number after the other by the meaning of each operation: no blocks, no branches, no loops of its own. */
function plainly({ instructions, outputs }: Program, { items, data }: HostInputs, example: number) {
  const registers: number[][] = [];
  const lengthOf = (axes: Axes) => items ** axes.length;
  const at = (place: number, i: number, j: number): number => {
    const axes = (instructions[place] as Instruction).axes;
    const k = axes === 'ij' ? i * items + j : axes === 'i' ? i : axes === 'j' ? j : 0;
    return (registers[place] as number[])[k] as number;
  };
  const numberAt = ({ op, args, axes, axis, name, value }: Instruction, i: number, j: number): number => {
    const meaning = meaningOf(op) as Meaning;
    if (meaning !== undefined) return meaning(...args.map((place) => at(place, i, j)));
    if (op === 'constant') return value as number;
    if (op === 'index') return axis === 'i' ? i : j;
    if (op === 'size') return items;
    if (op === 'sum' || op === 'max') {
      const along = Array.from({ length: items }, (_, k) =>
        at(args[0] as number, (axis as Axis) === 'i' ? k : i, axis === 'j' ? k : j),
      );
      return op === 'max' ? Math.max(...along) : compensatedSum(along, 0, items, 1);
    }
    const source = data[name as string] ?? [value as number];
    if (source.length === 1) return source[0] as number;
    const k = axes === 'ij' ? i * items + j : axes === 'i' ? i : axes === 'j' ? j : 0;
    return source[example * lengthOf(axes) + k] as number;
  };
  for (const instruction of instructions) {
    const { axes } = instruction;
    const values = Array.from({ length: lengthOf(axes) }, (_, k) => {
      const i = axes === 'ij' ? Math.floor(k / items) : k;
      return numberAt(instruction, i, axes === 'j' ? k : k % items);
    });
    registers.push(values);
  }
  return Object.entries(outputs).map(([name, { instruction, axes }]) => {
    return [name, Array.from({ length: lengthOf(axes) }, (_, k) => at(instruction, k, k))] as const;
  });
}

function expectSameBits(loss: Loss, inputs: HostInputs, options: LossProgramOptions = {}): void {
  const outputs = ['loss', 'gradient', 'hessian'] as const;
  const program = compileLoss(backend, loss, { precision: 'float64', outputs, ...options });
  const results = backend.emit(program).run(inputs);
  for (let example = 0; example < inputs.examples; example += 1) {
    for (const [name, values] of plainly(program, inputs, example)) {
      const from = example * values.length;
      expect([...(results[name] as Float64Array).subarray(from, from + values.length)]).toEqual(values);
    }
  }
}

/** Scores near and far from each other by turns, so that every form of a link is taken within a block, and some that are no finite numbers. */
function scores(count: number, seed: number): Float64Array {
  const odd = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -710];
  return Float64Array.from({ length: count }, (_, k) =>
    k % 97 < odd.length ? (odd[k % 97] as number) : 3 * Math.sin(k * 0.37) + seed * Math.sin(k * 1.7) ** 3,
  );
}

const knots: [number, number][] = [
  [-2, -1],
  [0, 0],
  [1, 2],
];
const every: readonly [string, Link][] = [
  ...(['identity', 'sigmoid', 'tanh', 'arctan', 'softsign', 'erf', 'sinh', 'asinh', 'exp', 'softplus'] as const).map(
    (kind): [string, Link] => [kind, links[kind]({ rate: 0.7, center: 0.1 })],
  ),
  ['power 1.5', links.power({ exponent: 1.5 })],
  ['power ½', links.power({ exponent: 0.5 })],
  ['clip', links.clip({ threshold: 1 })],
  ['mirror', links.mirror(links.softplus())],
  ['sum', links.sum([links.sigmoid(), links.arctan({ center: 2 })])],
  ['monotoneCubic', links.monotoneCubic({ knots })],
  ['fromSensitivity', links.fromSensitivity({ floor: 0.1, regions: [{ from: -1, to: 1, gain: 2, softness: 0.3 }] })],
  ['custom', links.custom({ h: tanh(z) })],
];

describe('results have the bits of the operations applied number by number', () => {
  test.each(every)('%s', (name, link) => {
    // More than a block, but for a custom link, whose programs are long.
    const examples = name === 'custom' ? 130 : 1100;
    const data = { predicted: scores(examples, 4), target: scores(examples, 0.5) };
    expectSameBits(losses.matching(link), { examples, items: 1, data });
  });

  test('open parameters, one number or one per example, weights and masks', () => {
    const examples = 1100;
    const count = (k: number) => 0.1 + (k % 7);
    const data = {
      predicted: scores(examples, 4),
      target: scores(examples, 0.5),
      weight: Float64Array.from({ length: examples }, (_, k) => k % 3),
      mask: Uint8Array.from({ length: examples }, (_, k) => (k % 5 === 0 ? 0 : 1)),
      'link.rate': Float64Array.from({ length: examples }, (_, k) => count(k)),
      'link.amplitude': [3],
    };
    const options = { weight: true, mask: '', parameters: ['link.rate', 'link.amplitude'] } as const;
    for (const kind of ['sigmoid', 'erf'] as const)
      expectSameBits(losses.matching(links[kind]()), { examples, items: 1, data }, options);
  });

  test.each(['sigmoid', 'softplus', 'exp'] as const)('rows and pairs, %s', (kind) => {
    const items = 9;
    const inputsOf = (examples: number) => {
      const finite = (seed: number) => scores(examples * items, seed).map((x) => (Math.abs(x) < 20 ? x : 1));
      const mask = Uint8Array.from({ length: examples * items }, (_, k) => (k % 4 === 0 ? 0 : 1));
      return { examples, items, data: { predicted: finite(4), target: finite(0.5), mask } };
    };
    const transform = links[kind]();
    for (const form of ['matching', 'divergence'] as const)
      expectSameBits(losses.compositeSoftmax(transform, { form, assumeConvex: true }), inputsOf(130), { mask: 'i' });
    expectSameBits(losses.pairwise(transform, { order: 'byTarget' }), inputsOf(3), { mask: 'i' });
  });

  test('of a row longer than a block', () => {
    const [examples, items] = [2, 1500];
    const data = { predicted: scores(3000, 1).map((x) => (Math.abs(x) < 20 ? x : 1)), target: new Float64Array(3000) };
    expectSameBits(losses.perClass(links.softplus()), { examples, items, data });
  });
});
