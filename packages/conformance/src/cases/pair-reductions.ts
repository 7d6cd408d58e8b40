import type { Expression } from '@lossmith/core';
import { compileFor, type OutputExpression } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { type Fault, fault } from '../fault.js';
import type { Harness } from '../harness.js';
import { show } from '../numbers.js';
import { madeScore } from './made-batches.js';
import { constant, input, node } from './nodes.js';

const [xi, xj, yj] = [input('x', 'i'), input('x', 'j'), input('y', 'j')];
const twice = (x: Expression) => node('multiply', [constant(2), x], x.axes);
/** 2xᵢ − yⱼ: other numbers with i and j exchanged. */
const pair = node('subtract', [twice(xi), yj], 'ij');
const overI = (op: 'sum' | 'max', x: Expression = pair) => node(op, [x], 'j', { axis: 'i' });
const overJ = (op: 'sum' | 'max', x: Expression = pair) => node(op, [x], 'i', { axis: 'j' });
const total = (x: Expression, axis: 'i' | 'j') => node('sum', [x], '', { axis });
/** What varies along j alone is looked at through Σⱼ yⱼ·…: outputs lie along i. */
const alongJ = (x: Expression) => total(node('multiply', [x, yj], 'j'), 'j');
const above = node('select', [node('less', [xj, xi], 'ij'), constant(1), constant(0)], 'ij');

const outputs: Readonly<Record<string, OutputExpression>> = {
  sumOverJ: { expression: overJ('sum'), axes: 'i' },
  maxOverJ: { expression: overJ('max'), axes: 'i' },
  sumOverI: { expression: alongJ(overI('sum')), axes: '' },
  maxOverI: { expression: alongJ(overI('max')), axes: '' },
  sumOverIThenJ: { expression: total(overI('sum'), 'j'), axes: '' },
  maxOverIThenSum: { expression: total(overI('max'), 'j'), axes: '' },
  sumOverJThenMax: { expression: node('max', [overJ('sum')], '', { axis: 'i' }), axes: '' },
  placesBelow: { expression: overJ('sum', above), axes: 'i' },
  lowestOfAbove: { expression: total(node('multiply', [overI('sum', above), yj], 'j'), 'j'), axes: '' },
};

const add = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);

/** The same by loops, for one row. */
function expectedOf(x: readonly number[], y: readonly number[]): Readonly<Record<string, readonly number[]>> {
  const at = (z: number, w: number) => 2 * z - w;
  const [byJ, byI] = [x.map((z) => y.map((w) => at(z, w))), y.map((w) => x.map((z) => at(z, w)))];
  const largest = (values: readonly number[]) => Math.max(...values);
  const weighted = (values: readonly number[]) => add(values.map((value, k) => value * (y[k] as number)));
  return {
    sumOverJ: byJ.map(add),
    maxOverJ: byJ.map(largest),
    sumOverI: [weighted(byI.map(add))],
    maxOverI: [weighted(byI.map(largest))],
    sumOverIThenJ: [add(byI.map(add))],
    maxOverIThenSum: [add(byI.map(largest))],
    sumOverJThenMax: [largest(byJ.map(add))],
    placesBelow: x.map((z) => x.filter((w) => w < z).length),
    lowestOfAbove: [weighted(x.map((w) => x.filter((z) => w < z).length))],
  };
}

/** Data are multiples of 1/16, in wide rows whole numbers: sums of these are exact, however they are added. */
async function checkItems(
  harness: Harness,
  artifact: unknown,
  names: readonly string[],
  items: number,
): Promise<Fault[]> {
  const examples = 3;
  const whole = items > 65 ? Math.round : (x: number) => x;
  const numbers = (salt: number) =>
    Array.from({ length: examples * items }, (_, k) => whole(madeScore(k * 5 + (k % items), salt)));
  const [x, y] = [numbers(1), numbers(9)];
  const typed = (values: number[]) =>
    harness.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  const results = await harness.subject.run(artifact, { examples, items, data: { x: typed(x), y: typed(y) } });
  return Array.from({ length: examples }, (_, row) => row).flatMap((row) => {
    const own = (values: readonly number[]) => values.slice(row * items, (row + 1) * items);
    const expected = expectedOf(own(x), own(y));
    return names.flatMap((name) => {
      const wanted = expected[name] as readonly number[];
      return wanted.flatMap((value, k) => {
        const actual = results[name]?.[row * wanted.length + k] ?? Number.NaN;
        if (actual === value) return [];
        const place = `${name} of 2xᵢ − yⱼ, ${items} items, row ${row}${wanted.length > 1 ? `, item ${k}` : ''},`;
        return [fault(name, `${place} is ${show(actual)}, expected ${show(value)}`)];
      });
    });
  });
}

/** Sums and maxima along each axis of a pair, in rows of several widths. */
export const pairReductionCase: Case = {
  id: 'values/reductions along each axis of a pair',
  level: 'values',
  quick: true,
  check: async (harness) => {
    const { subject, precision } = harness;
    const faults: Fault[] = [];
    // Three at a time: devices may have no more than eight buffers in one program.
    for (const from of [0, 3, 6]) {
      const some = Object.entries(outputs).slice(from, from + 3);
      const program = compileFor(subject.backend, Object.fromEntries(some), { precision });
      const artifact = await subject.backend.emit(program);
      const names = some.map(([name]) => name);
      for (const items of [3, 1, 2, 5, 31, 33, 64, 65, 129, 257])
        faults.push(...(await checkItems(harness, artifact, names, items)));
      await subject.dispose?.(artifact);
    }
    return { faults: faults.slice(0, 40) };
  },
};
