import type { Expression } from '@lossmith/core';
import { compileFor, type OperationName } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { type Fault, fault } from '../fault.js';
import type { Harness } from '../harness.js';
import { show } from '../numbers.js';
import { input, node } from './nodes.js';

/** Reductions, and the leaves that count classes, on rows of three classes. */
async function checkAxes(harness: Harness): Promise<Fault[]> {
  const { backend } = harness.subject;
  const x = input('x', 'i');
  const along = (op: OperationName, args: readonly Expression[] = [x]) => node(op, args, '', { axis: 'i' });
  const pair = node('subtract', [x, input('x', 'j')], 'ij');
  const outputs = {
    sum: { expression: along('sum'), axes: '' },
    max: { expression: along('max'), axes: '' },
    index: { expression: node('index', [], 'i', { axis: 'i' }), axes: 'i' },
    size: { expression: along('size', []), axes: '' },
    pairs: { expression: node('sum', [pair], 'i', { axis: 'j' }), axes: 'i' },
    spread: { expression: along('max'), axes: 'i' },
  } as const;
  const artifact = await backend.emit(compileFor(backend, outputs, { precision: harness.precision }));
  const values = [1, 2, 4, -8, -1e38, -8, 1, Number.NaN, 2];
  const data = { x: harness.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values) };
  const results = await harness.subject.run(artifact, { examples: 3, items: 3, data });
  await harness.subject.dispose?.(artifact);
  const low = values[4] as number;
  const lost = Number.NaN;
  const expected: Record<keyof typeof outputs, number[]> = {
    sum: [7, low - 16, lost],
    max: [4, -8, lost],
    index: [0, 1, 2, 0, 1, 2, 0, 1, 2],
    size: [3, 3, 3],
    pairs: [-4, -1, 5, -8 * 3 - (low - 16), 3 * low - (low - 16), -8 * 3 - (low - 16), lost, lost, lost],
    spread: [4, 4, 4, -8, -8, -8, lost, lost, lost],
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    wanted.flatMap((value, k) => {
      const actual = results[name]?.[k] ?? Number.NaN;
      if (Math.abs(actual - value) <= 1e-6 * Math.abs(value) || Object.is(actual, value)) return [];
      return [
        fault(
          name,
          `${name}, value ${k} of rows [1, 2, 4], [-8, -1e38, -8] and [1, NaN, 2] is ${show(actual)}, expected ${show(value)}`,
        ),
      ];
    }),
  );
}

/** Numbers of classes around those that are a multiple of a block. */
const widths = [1, 2, 3, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 255, 257, 1023, 1025];

/** Sums of small whole numbers, which are exact however they are added, and maxima of very low ones, in rows of many widths. */
async function checkWidths(harness: Harness): Promise<Fault[]> {
  const { subject, precision } = harness;
  const along = (op: OperationName, name: string) => node(op, [input(name, 'i')], '', { axis: 'i' });
  const outputs = {
    sum: { expression: along('sum', 'x'), axes: '' },
    max: { expression: along('max', 'y'), axes: '' },
  } as const;
  const artifact = await subject.backend.emit(compileFor(subject.backend, outputs, { precision }));
  const typed = (x: number[]) => (precision === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  const faults: Fault[] = [];
  for (const items of widths) {
    const x = Array.from({ length: 2 * items }, (_, k) => (k % 7) - 2);
    const y = Array.from({ length: 2 * items }, (_, k) => -1e38 * (1 + ((k * 5) % 11) / 8));
    const results = await subject.run(artifact, { examples: 2, items, data: { x: typed(x), y: typed(y) } });
    for (const row of [0, 1]) {
      const own = (values: readonly number[]) => values.slice(row * items, (row + 1) * items);
      const wanted = { sum: own(x).reduce((a, b) => a + b, 0), max: Math.max(...typed(own(y))) };
      for (const name of ['sum', 'max'] as const) {
        const actual = results[name]?.[row] ?? Number.NaN;
        if (actual !== wanted[name])
          faults.push(fault(name, `${name} of ${items} classes is ${show(actual)}, expected ${show(wanted[name])}`));
      }
    }
  }
  await subject.dispose?.(artifact);
  return faults;
}

export const widthsCase: Case = {
  id: 'values/sum and max over 1 to 1,025 classes',
  level: 'values',
  quick: true,
  check: async (harness) => ({ faults: await checkWidths(harness) }),
};

export const alongAxesCase: Case = {
  id: 'values/operations along axes',
  level: 'values',
  quick: true,
  check: async (harness) => ({ faults: await checkAxes(harness) }),
};
