import type { Expression } from '@lossmith/core';
import { compileFor, type OperationName } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import type { Door } from '../door.js';
import { type Fault, fault } from '../fault.js';
import { show } from '../numbers.js';
import { input, node } from './nodes.js';

/** Reductions, and the leaves that count classes, on rows of three classes. */
async function checkAxes(door: Door): Promise<Fault[]> {
  const { backend, run } = door.subject;
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
  const artifact = await backend.emit(compileFor(backend, outputs, { precision: door.precision }));
  const values = [1, 2, 4, -8, -1e38, -8];
  const data = { x: door.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values) };
  const results = await run(artifact, { rows: 2, classes: 3, data });
  await door.subject.dispose?.(artifact);
  const low = values[4] as number;
  const expected: Record<keyof typeof outputs, number[]> = {
    sum: [7, low - 16],
    max: [4, -8],
    index: [0, 1, 2, 0, 1, 2],
    size: [3, 3],
    pairs: [-4, -1, 5, -8 * 3 - (low - 16), 3 * low - (low - 16), -8 * 3 - (low - 16)],
    spread: [4, 4, 4, -8, -8, -8],
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    wanted.flatMap((value, k) => {
      const actual = results[name]?.[k] ?? Number.NaN;
      if (Math.abs(actual - value) <= 1e-6 * Math.abs(value)) return [];
      return [
        fault(
          name,
          `${name}, value ${k} of rows [1, 2, 4] and [-8, -1e38, -8] is ${show(actual)}, expected ${show(value)}`,
        ),
      ];
    }),
  );
}

export const alongAxesCase: Case = {
  id: 'values/operations along axes',
  level: 'values',
  quick: true,
  check: async (door) => ({ faults: await checkAxes(door) }),
};
