import { kindOf } from '../compare.js';
import type { ExactPoint } from '../exact/exact-points.js';
import { outputNames } from '../exact/exact-values.js';
import type { NamedSet } from '../exact/sets.js';

/** One loss of every way that data can lie: per example or in rows, and each kind of target. */
const wanted = [
  'golden/matching(sinh({ amplitude: 2.5, rate: 0.5, center: 3 }))',
  'golden/matching(sigmoid(), { target: "output" })',
  'golden/perClass(sinh({ rate: 0.5, center: 1 })) × 4',
  'golden/softmax() × 3',
  'golden/softmax({ target: "label" }) × 3',
  'golden/softmax({ target: "probability" }) × 3',
  'golden/compositeSoftmax(exp({ rate: 0.5 }), { form: "matching" }) × 3',
];

const moderate = (size: number) => size === 0 || (size > 1e-3 && size < 1e3);

/** Only the points whose losses are of like size, so that none is lost in a sum beside another. */
function moderatePoints(set: NamedSet): NamedSet {
  const isModerate = ({ exact }: ExactPoint) =>
    outputNames.every((name) => exact[name].every((number) => kindOf(number, 'float32') !== 'tiny')) &&
    exact.loss.every(({ value }) => moderate(value));
  return { ...set, points: set.points.filter(isModerate) };
}

/** The sets that sizes, weights, masks and reductions are tried with. */
export function dataSets(sets: readonly NamedSet[]): readonly NamedSet[] {
  return wanted.map((id) => {
    const found = sets.find((set) => set.id === id);
    if (found === undefined) throw new Error(`the exact values have no ${id}`);
    return moderatePoints(found);
  });
}
