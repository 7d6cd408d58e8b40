import type { Instruction, Program } from '@lossmith/core/backend';
import { describe, expect, test } from 'vitest';
import { compileWasm, links, losses } from './index.js';
import { wasmBackend } from './wasm-backend.js';

const anyTrue = [0xfd, 83];
const jumps = ({ bytes }: { bytes: Uint8Array }) =>
  [...bytes.keys()].filter((k) => bytes[k] === anyTrue[0] && bytes[k + 1] === anyTrue[1]).length;

test.each([
  ['sinh', links.sinh(), 2],
  ['exp', links.exp(), 2],
  ['sigmoid', links.sigmoid(), 0],
] as const)(
  '%s: one jump past what is beyond the near form, one in it past what float32 cannot hold',
  (_, link, count) => {
    const loss = losses.matching(link);
    expect(jumps(compileWasm(loss))).toBe(count);
    expect(jumps(compileWasm(loss, { outputs: ['loss'] }))).toBe(count);
    expect(jumps(compileWasm(loss, { outputs: ['gradient'] }))).toBe(count);
    expect(jumps(compileWasm(loss, { precision: 'float64' }))).toBe(0);
  },
);

const input = (name: string): Instruction => ({ op: 'input', name, args: [], axes: '' });
const step = (op: Instruction['op'], ...args: number[]): Instruction => ({ op, args, axes: '' });

/** Runs a program of x and y, with outputs by the place of their instruction. */
function resultsOf(
  instructions: readonly Instruction[],
  places: Readonly<Record<string, number>>,
  x: number[],
  y: number[],
) {
  const program: Program = {
    version: 1,
    precision: 'float32',
    reduction: 'none',
    inputs: ['x', 'y'].map((name) => ({ name, axes: '', kind: 'number' })),
    parameters: [],
    instructions,
    outputs: Object.fromEntries(Object.entries(places).map(([name, instruction]) => [name, { instruction, axes: '' }])),
  };
  const artifact = wasmBackend({ data: 'float32', arithmetic: 'float32' }).emit(program);
  const data = { x: Float32Array.from(x), y: Float32Array.from(y) };
  return { artifact, results: artifact.run({ examples: x.length, items: 1, data }) };
}

/** All four ways of two conditions, in whole vectors and mixed. */
const signs = [1, 1, 1, 1, -1, -1, -1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1];
const x = signs.map((sign, k) => sign * (0.1 + (k % 5) * 0.25));
const y = signs.map((_, k) => (k % 3 === 0 ? 1 : -1) * (0.2 + (k % 4) * 0.3));
const expectResults = (found: ArrayLike<number> | undefined, of: (x: number, y: number) => number) =>
  x.forEach((one, k) => {
    const value = of(Math.fround(one), Math.fround(y[k] as number));
    expect(Math.abs((found?.[k] as number) / value - 1), `entry ${k}`).toBeLessThan(1e-6);
  });

describe('selects that need others of the same condition', () => {
  // e^x + e^y + e^{xy} costs enough to be left out.
  const begin = [input('x'), input('y'), step('narrow', 0), step('subtract', 0, 0), step('less', 2, 3)];
  const costly = [
    step('exp', 0),
    step('exp', 1),
    step('multiply', 0, 1),
    step('exp', 7),
    step('add', 5, 6),
    step('add', 8, 9),
  ];
  const sum = (a: number, b: number) => Math.exp(a) + Math.exp(b) + Math.exp(a * b);

  test('are worked out one after the other', () => {
    const program = [
      ...begin,
      ...costly,
      step('select', 4, 1, 10),
      step('exp', 11),
      step('add', 12, 10),
      step('select', 4, 12, 13),
    ];
    const { artifact, results } = resultsOf(program, { first: 11, second: 14 }, x, y);
    expect(jumps(artifact)).toBeGreaterThanOrEqual(1);
    const first = (a: number, b: number) => (a < 0 ? b : sum(a, b));
    expectResults(results.first, first);
    expectResults(results.second, (a, b) => Math.exp(first(a, b)) + (a < 0 ? 0 : sum(a, b)));
  });

  test('and of two conditions, each of which needs one of the other', () => {
    const program = [
      ...begin,
      ...costly,
      step('less', 1, 3),
      ...[step('negate', 0), step('exp', 12), step('negate', 1), step('exp', 14), step('add', 13, 15)],
      step('select', 4, 1, 10),
      step('select', 11, 0, 16),
      step('select', 11, 17, 16),
      step('select', 4, 18, 10),
    ];
    const { artifact, results } = resultsOf(program, { a: 17, b: 18, c: 19, d: 20 }, x, y);
    expect(jumps(artifact)).toBeGreaterThanOrEqual(1);
    const other = (p: number, q: number) => Math.exp(-p) + Math.exp(-q);
    const a = (p: number, q: number) => (p < 0 ? q : sum(p, q));
    const b = (p: number, q: number) => (q < 0 ? p : other(p, q));
    expectResults(results.a, a);
    expectResults(results.b, b);
    expectResults(results.c, (p, q) => (q < 0 ? a(p, q) : other(p, q)));
    expectResults(results.d, (p, q) => (p < 0 ? b(p, q) : sum(p, q)));
  });
});
