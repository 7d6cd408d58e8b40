import type { Loss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import type { Expectation } from '../compare.js';
import type { Batch } from '../harness.js';
import { show } from '../numbers.js';
import type { ExactPoint, ExactSet } from './exact-points.js';
import type { OutputName } from './exact-values.js';

/** Lists one behind the other, there are millions of numbers: flatMap takes eight times as long. */
function strung(lists: readonly (readonly number[])[]): Float64Array {
  const all = new Float64Array(lists.reduce((total, { length }) => total + length, 0));
  let place = 0;
  for (const list of lists) for (let k = 0; k < list.length; k += 1) all[place++] = list[k] as number;
  return all;
}

/** What points have besides scores and targets, one behind the other. */
export function joined(loss: Loss, points: readonly ExactPoint[]): Readonly<Record<string, ArrayLike<number>>> {
  const names = loss.inputs.map(({ name }) => name).filter((name) => name !== 'predicted' && name !== 'target');
  return Object.fromEntries(names.map((name) => [name, strung(points.map(({ others }) => others[name] ?? []))]));
}

/** The points with the given indices as one batch. */
export function batchOf({ loss, points, items }: ExactSet, indices: readonly number[]): Batch {
  const chosen = indices.map((k) => points[k] as ExactPoint);
  return {
    examples: indices.length,
    items,
    predicted: strung(chosen.map(({ predicted }) => predicted)),
    target: strung(chosen.map(({ target }) => target)),
    others: joined(loss, chosen),
  };
}

const list = (x: readonly number[]) =>
  x.length === 1 ? show(x[0] as number) : `[${x.slice(0, 5).map(show).join(', ')}${x.length > 5 ? ', …' : ''}]`;

/** 'ŝ = 1, s = 2', with the word for the target of its kind. */
function placeOf({ loss }: ExactSet, { predicted, target, others }: ExactPoint): string {
  const kind = inputOf(loss, 'target')?.kind ?? 'number';
  const symbol = { score: 's', output: 'y', probability: 'p', label: 'label', number: 't', weight: 'w' }[kind];
  const more = Object.entries(others).map(([name, values]) => `${name} = ${list(values)}`);
  return [`ŝ = ${list(predicted)}`, ...(target.length > 0 ? [`${symbol} = ${list(target)}`] : []), ...more].join(', ');
}

/** What a result at a point is to be: entry `n` of its row. */
export function expectation(set: ExactSet, k: number, output: OutputName, n: number): Expectation {
  const point = set.points[k] as ExactPoint;
  const exact = point.exact[output][n] as Expectation;
  const index = set.items > 1 && output !== 'loss' ? `, class ${n}` : '';
  return { ...exact, output, place: `${output} at ${placeOf(set, point)}${index}` };
}

/** All indices of the points of a set. */
export const everyPoint = ({ points }: ExactSet): number[] => points.map((_, k) => k);
