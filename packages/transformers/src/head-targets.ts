import { type Loss, LossmithInputError, LossmithShapeError, LossmithValueError } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import type { HeadData, Unit, Units } from './head-data.js';

/** Numbers as a tensor of ONNX Runtime takes them. */
export interface Feed {
  readonly type: 'float32' | 'int64' | 'bool';
  readonly data: Float32Array | BigInt64Array | Uint8Array;
  readonly dims: readonly number[];
}

/** Targets of the units that are chosen; undefined for losses that observe nothing. */
export type TargetsOf = (chosen: readonly number[]) => Feed | undefined;

export interface Targets {
  readonly of: TargetsOf;
  /** How many scores a row of features is given. */
  readonly outputSize: number;
}

type Rows = readonly (readonly number[])[];

const isRows = (targets: NonNullable<HeadData['targets']>): targets is Rows =>
  Array.isArray(targets) && Array.isArray(targets[0]);

function expectLength(targets: ArrayLike<unknown>, length: number, each: string): void {
  if (targets.length !== length)
    throw new LossmithShapeError('targets', [targets.length], [length], `give one per ${each}`);
}

/** The place of the largest target of a list: labels say which item was chosen. */
const chosenItem = (unit: Unit, targets: ArrayLike<number>) =>
  unit.reduce(
    (best, row, item) => ((targets[row] as number) > (targets[unit[best] as number] as number) ? item : best),
    0,
  );

/** The longest of the units that are chosen. */
export const itemsOf = (units: readonly Unit[], chosen: readonly number[]): number =>
  chosen.reduce((most, k) => Math.max(most, (units[k] as Unit).length), 0);

/** Of lists a number per item, with 0 where there is none. */
function ofItems(units: readonly Unit[], targets: ArrayLike<number>): TargetsOf {
  return (chosen) => {
    const items = itemsOf(units, chosen);
    const data = new Float32Array(chosen.length * items);
    chosen.forEach((k, place) => {
      (units[k] as Unit).forEach((row, item) => {
        data[place * items + item] = targets[row] as number;
      });
    });
    return { type: 'float32', data, dims: [chosen.length, items] };
  };
}

const labels = (values: readonly number[]): Feed => ({
  type: 'int64',
  data: BigInt64Array.from(values, BigInt),
  dims: [values.length],
});

const numbers = (values: readonly number[]): Feed => ({
  type: 'float32',
  data: Float32Array.from(values),
  dims: [values.length],
});

function groupedTargets(loss: Loss, targets: ArrayLike<number>, rows: number, { units }: Units): TargetsOf {
  const input = inputOf(loss, 'target');
  if (input?.axes === '' && input.kind !== 'label') {
    expectLength(targets, units.length, 'list or pair');
    return (chosen) => numbers(chosen.map((k) => targets[k] as number));
  }
  expectLength(targets, rows, 'row of features');
  if (input?.kind !== 'label') return ofItems(units, targets);
  return (chosen) => labels(chosen.map((k) => chosenItem(units[k] as Unit, targets)));
}

function classRows(targets: Rows): Targets {
  const width = (targets[0] as readonly number[]).length;
  const uneven = targets.findIndex((row) => row.length !== width);
  if (uneven >= 0) {
    const length = (targets[uneven] as readonly number[]).length;
    throw new LossmithShapeError(`targets[${uneven}]`, [length], [width], 'give as many numbers in each row');
  }
  return {
    outputSize: width,
    of: (chosen) => ({
      type: 'float32',
      data: Float32Array.from(chosen.flatMap((k) => targets[k] as readonly number[])),
      dims: [chosen.length, width],
    }),
  };
}

function classLabels(targets: ArrayLike<number>): Targets {
  const all = Array.from(targets);
  const wrong = all.findIndex((label) => !(Number.isSafeInteger(label) && label >= 0));
  if (wrong >= 0) throw new LossmithValueError('targets', wrong, all[wrong], 'is no class', 'give indices from 0');
  const outputSize = Math.max(2, 1 + all.reduce((most, label) => Math.max(most, label), 0));
  return { outputSize, of: (chosen) => labels(chosen.map((k) => all[k] as number)) };
}

/** Targets in the form that the loss takes them, after checking that there are as many as it needs. */
export function targetsOf(loss: Loss, { targets }: HeadData, rows: number, units: Units): Targets {
  const input = inputOf(loss, 'target');
  if (input === undefined) return { outputSize: 1, of: () => undefined };
  if (targets === undefined)
    throw new LossmithInputError('targets', 'are missing', 'this loss compares scores with observed ones: give them');
  if (isRows(targets)) {
    if (loss.axes === '' || units.grouped || input.kind === 'label')
      throw new LossmithInputError('targets', 'are rows', 'this loss takes one number per row of features');
    expectLength(targets, rows, 'row of features');
    return classRows(targets);
  }
  if (units.grouped) return { outputSize: 1, of: groupedTargets(loss, targets, rows, units) };
  expectLength(targets, rows, 'row of features');
  if (loss.axes === '') return { outputSize: 1, of: (chosen) => numbers(chosen.map((k) => targets[k] as number)) };
  if (input.kind === 'label') return classLabels(targets);
  const advice = 'give a row of numbers for each, or { lists } if these are items of lists';
  throw new LossmithInputError('targets', 'are single numbers', `this loss takes rows: ${advice}`);
}
