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

/** And of the losses over pairs and lists, with what these ask for besides a target. */
const ofLists = [
  'pairs/pairwise(sigmoid(), { target: "relevance" }) × 2',
  'pairs/pairwise(sinh({ amplitude: 0.8125, rate: 0.5, center: 1.25 }), { order: "both" }) × 5',
  'pairs/pairwise(exp({ amplitude: 1.5, rate: 0.4375, center: -0.75 }), { order: "byTarget" }) × 3',
  'pairs/pairwise(sigmoid(), { pairWeight: "lambda", target: "relevance" }) × 3',
  'pairs/pairwise(sinh({ amplitude: 0.8125, rate: 0.5, center: 1.25 }), { order: "both", pairWeight: "item" }) × 3',
  'pairs/pairwiseComposite(exp({ rate: 0.5 }), { form: "matching" }) × 5',
  'pairs/preference(sigmoid(), { beta: 0.125, labelSmoothing: 0.125, target: "label" }) × 2',
  'pairs/preference(sinh({ amplitude: 0.8125, rate: 0.5, center: 1.25 }), { beta: 0.125, target: "gap" }) × 2',
  'pairs/distillation(exp({ rate: 0.5 }), { form: "divergence", temperature: 2 }) × 3',
  'pairs/listMle() × 5',
];

/** Only the points whose losses are of like size, so that none is lost in a sum beside another. */
function moderatePoints(set: NamedSet): NamedSet {
  const isModerate = ({ exact }: ExactPoint) =>
    outputNames.every((name) => exact[name].every((number) => kindOf(number, 'float32') !== 'tiny')) &&
    exact.loss.every(({ value }) => moderate(value));
  return { ...set, points: set.points.filter(isModerate) };
}

function named(sets: readonly NamedSet[], id: string): NamedSet {
  const found = sets.find((set) => set.id === id);
  if (found === undefined) throw new Error(`the exact values have no ${id}`);
  return moderatePoints(found);
}

/** The sets that sizes, weights, masks and reductions are tried with. */
export function dataSets(sets: readonly NamedSet[]): readonly NamedSet[] {
  return wanted.map((id) => named(sets, id));
}

/** The same of losses over pairs and lists. */
export const listSets = (sets: readonly NamedSet[]): readonly NamedSet[] => ofLists.map((id) => named(sets, id));
