import type { Expression } from '@lossmith/core';
import { compileFor } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { type Fault, fault } from '../fault.js';
import { type Harness, ResultError } from '../harness.js';
import { show } from '../numbers.js';
import { input, node } from './nodes.js';

/** Numbers with all digits of float32, near and far apart. */
const numbers = Array.from({ length: 97 }, (_, k) => Math.fround(Math.sin(k + 1) * 2 ** ((k % 23) - 8) + 5 * (k % 2)));
const rows = numbers.flatMap((x, k) => [1, 5, 31].map((step) => [x, numbers[(k + step) % 97] as number] as const));

const ways = {
  difference: { rounded: 'subtract', lost: 'differenceError' },
  product: { rounded: 'multiply', lost: 'productError' },
} as const;

type Way = keyof typeof ways;

function outputsOf(way: Way): Readonly<Record<'rounded' | 'lost', Expression>> {
  const args = [input('x'), input('y')];
  const rounded = node(ways[way].rounded, args);
  return { rounded, lost: node(ways[way].lost, [...args, rounded]) };
}

/** Of float32 numbers: what x − y or x·y is beyond what it was rounded to, all of which float64 holds. */
const exactLost = (way: Way, x: number, y: number, rounded: number) =>
  way === 'product' ? x * y - rounded : x - y - rounded;

/**
 * Where arithmetic has float32, what it lost must be known to the last bit, or compilers have put together what must stay apart. With more digits than that nothing is
 * lost of float32 numbers, and nothing may be made up.
 */
function checkRow(
  harness: Harness,
  way: Way,
  [x, y]: readonly [number, number],
  found: readonly [number, number],
): Fault[] {
  const [rounded, lost] = found;
  const narrow = harness.subject.backend.arithmetic !== 'float64' && harness.precision === 'float32';
  const expected = narrow ? exactLost(way, x, y, rounded) : 0;
  const unit = Math.abs(expected) * 2 ** -23;
  if (Math.abs(lost - expected) <= unit) return [];
  const what = `what ${way === 'product' ? '·' : '−'} of ${show(x)} and ${show(y)} lost is ${show(lost)}, expected ${show(expected)}`;
  return [fault(ways[way].lost, `${what}: sums must be done in the order in which they are written`)];
}

async function check(harness: Harness): Promise<Fault[]> {
  const { subject, precision } = harness;
  const faults: Fault[] = [];
  for (const way of ['difference', 'product'] as const) {
    const { rounded, lost } = outputsOf(way);
    const outputs = { rounded: { expression: rounded, axes: '' }, lost: { expression: lost, axes: '' } } as const;
    const artifact = await subject.backend.emit(compileFor(subject.backend, outputs, { precision }));
    const typed = (column: 0 | 1) => {
      const values = rows.map((row) => row[column]);
      return precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
    };
    const data = { x: typed(0), y: typed(1) };
    const results = await subject.run(artifact, { examples: rows.length, items: 1, data });
    await subject.dispose?.(artifact);
    if (results?.lost?.length !== rows.length) throw new ResultError(ways[way].lost, 'no result for each row');
    const at = (name: 'rounded' | 'lost', k: number) => (results[name] as ArrayLike<number>)[k] as number;
    faults.push(...rows.flatMap((row, k) => checkRow(harness, way, row, [at('rounded', k), at('lost', k)])));
  }
  return faults;
}

/** What arithmetic loses by rounding: losses of rows and pairs with a common shift are made of it. */
export const roundingErrorCase: Case = {
  id: 'values/what differences and products lose',
  level: 'values',
  quick: true,
  check: async (harness) => ({ faults: await check(harness) }),
};
