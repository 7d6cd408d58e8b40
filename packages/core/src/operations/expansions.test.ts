import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { input, rebuild } from '../expressions/build.js';
import { compileFor } from '../programs/compile-for.js';
import { referenceBackend } from '../reference/reference.js';
import { domains } from './intervals.js';
import { gammaP2Value } from './meanings.js';
import type { Precision } from './operation.js';
import type { CompositeName } from './operation-name.js';
import { composites, primitives } from './operations.js';

/** Composite operations of one argument that are plain functions; special-expansions.test.ts has the others. */
const functions = (Object.keys(composites) as CompositeName[]).filter(
  (op) => composites[op].meaning?.length === 1 && !['boundedExp', 'byPrecision'].includes(op),
);

/** What rounding of an intermediate result is magnified by: e^{−x²} by x², w and D(1 − w) in ψ by w/ψ and D. */
const condition: { readonly [op in CompositeName]?: (x: number) => number } = {
  erfc: (x) => Math.max(x, 0) ** 2,
  // The meaning it is compared with is itself up to 4.1 ulp off (against mpmath, 400 points in [0.02, 0.54]).
  ierfc: (x) => Math.max(x, 0) ** 2 + 2,
  gammaP2: (x) => (x < 0.5 ? 0 : Math.min(40, Math.max(x, -Math.expm1(-x) / gammaP2Value(x)))),
};

const widths: Readonly<Record<Precision, readonly [digits: number, smallest: number, largest: number]>> = {
  float32: [23, -126, 2 ** 128 * (1 - 2 ** -25)],
  float64: [52, -1022, Number.MAX_VALUE],
};

function ulp(value: number, precision: Precision): number {
  const [digits, smallest] = widths[precision];
  return 2 ** (Math.max(smallest, Math.floor(Math.log2(Math.abs(value)))) - digits);
}

function expanded(op: CompositeName, precision: Precision, xs: readonly number[]): Float64Array {
  const plain = referenceBackend(precision);
  const lowerings = Object.fromEntries(Object.entries(plain.lowerings).filter(([name]) => name in primitives));
  const expression = rebuild({ op, args: [], axes: '' }, [input('x')]);
  const backend = { ...plain, lowerings: lowerings as typeof plain.lowerings };
  const program = compileFor(backend, { y: { expression, axes: '' } }, { precision });
  return backend.emit(program).run({ examples: xs.length, items: 1, data: { x: xs } }).y as Float64Array;
}

const magnitudes = Array.from({ length: 300 }, (_, k) => 1.37 * 2 ** (-1070 + 7 * k));
const moderate = Array.from({ length: 3000 }, (_, k) => (k + 1) / 64 + 0.003);
const tails = Array.from({ length: 800 }, (_, k) => 47 + k * 0.91);
const positive = [...magnitudes, ...moderate, ...tails, 0, 0.5, 1, 2 ** 126];
const grid = [...positive, ...positive.map((x) => -x)];

function worstError(op: CompositeName, precision: Precision, places: readonly number[]) {
  const { meaning } = composites[op];
  const domain = domains[op] ?? [-Infinity, Infinity];
  const inPrecision = places.map((x) => (precision === 'float32' ? Math.fround(x) : x));
  const xs = inPrecision.filter((x) => Number.isFinite(x) && x >= domain[0] && x <= domain[1]);
  const values = expanded(op, precision, xs);
  let worst = { share: 0, at: 'nowhere' };
  xs.forEach((x, k) => {
    const [exact, value] = [(meaning as (x: number) => number)(x), values[k] as number];
    const overflows = Math.abs(exact) > widths[precision][2];
    if (value === exact || (overflows && value === Math.sign(exact) * Infinity)) return;
    const share = Math.abs(value - exact) / ((5 + 2 * (condition[op]?.(x) ?? 0)) * ulp(exact, precision));
    if (!(share <= worst.share)) worst = { share, at: `${op}(${x}): ${value} instead of ${exact}` };
  });
  return worst;
}

describe.each(['float64', 'float32'] as const)(
  'in %s every composite operation agrees with its meaning',
  (precision) => {
    test.each(functions)('%s, from tiny to huge arguments of both signs', (op) => {
      const { share, at } = worstError(op, precision, grid);
      expect(share, at).toBeLessThanOrEqual(1);
    });

    test.each(functions)('%s, at random arguments and beside its branches', (op) => {
      const places = fc.oneof(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: -1.1, max: 1.1, noNaN: true }),
        fc
          .tuple(fc.constantFrom(-1, -0.5, 0.5, 1), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }))
          .map(([x, d]) => x + d),
      );
      fc.assert(
        fc.property(fc.array(places, { minLength: 100, maxLength: 100 }), (xs) => {
          const { share, at } = worstError(op, precision, xs);
          expect(share, at).toBeLessThanOrEqual(1);
        }),
        { numRuns: 20, endOnFailure: true },
      );
    });

    test.each(functions)('%s passes NaN on', (op) => {
      expect(expanded(op, precision, [Number.NaN])[0]).toBeNaN();
    });

    test.each(functions.filter((op) => !['gammaP1Integral', 'gammaP2', 'erf', 'erfc', 'ierfc'].includes(op)))(
      '%s has its limits at ±∞',
      (op) => {
        const { meaning } = composites[op];
        const domain = domains[op] ?? [-Infinity, Infinity];
        const ends = [-Infinity, Infinity].filter((x) => x >= domain[0] && x <= domain[1]);
        const limits = ends.map((x) => Math.fround((meaning as (x: number) => number)(x)));
        expect([...expanded(op, precision, ends)].map(Math.fround)).toEqual(limits);
      },
    );
  },
);
