import { type Loss, type LossInputs, links, losses, presets } from '../../src/index.js';

/** A list as rankers have it: a score and a label of every item. */
export interface List {
  readonly scores: readonly number[];
  readonly labels: readonly number[];
}

/** A loss over lists, and its value by the formula of its paper. */
export interface Known {
  readonly name: string;
  readonly loss: Loss;
  readonly value: (list: List) => number;
}

const sum = (values: readonly number[]) => values.reduce((total, x) => total + x, 0);
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

function logSoftmax(row: readonly number[]): readonly number[] {
  const top = Math.max(...row);
  const total = Math.log(sum(row.map((z) => Math.exp(z - top))));
  return row.map((z) => z - top - total);
}

/** KL(softmax(t/τ) ‖ softmax(ŝ/τ)). */
function divergence({ scores, labels }: List, temperature = 1): number {
  const [predicted, observed] = [scores, labels].map((row) => logSoftmax(row.map((z) => z / temperature)));
  return sum((observed ?? []).map((log, k) => Math.exp(log) * (log - (predicted?.[k] as number))));
}

type Pair = readonly [i: number, j: number];
const pairsOf = ({ scores }: List, counts: (i: number, j: number) => boolean) =>
  scores.flatMap((_, i) => scores.flatMap((__, j): Pair[] => (counts(i, j) ? [[i, j]] : [])));
const apart = (row: readonly number[], [i, j]: Pair) => (row[i] as number) - (row[j] as number);

/** Σ w·L / Σ w over pairs with tᵢ > tⱼ; 0 where there is none. */
function overOrdered(list: List, of: (pair: Pair) => number, weight: (pair: Pair) => number = () => 1): number {
  const pairs = pairsOf(list, (i, j) => (list.labels[i] as number) > (list.labels[j] as number));
  const total = sum(pairs.map(weight));
  return total === 0 ? 0 : sum(pairs.map((pair) => weight(pair) * of(pair))) / total;
}

/** The mean over all pairs of two items, in both orders. */
function overAll(list: List, of: (x: number, u: number) => number): number {
  const pairs = pairsOf(list, (i, j) => i !== j);
  return pairs.length === 0
    ? 0
    : sum(pairs.map((pair) => of(apart(list.scores, pair), apart(list.labels, pair)))) / pairs.length;
}

/** max(0, d)², a line from 2²¹ on, where the preset has one. */
const hinge = (d: number) => (d <= 2 ** 21 ? Math.max(0, d) ** 2 : 2 ** 42 + 2 ** 22 * (d - 2 ** 21));

const rankNet = (list: List) => overOrdered(list, (pair) => softplus(-apart(list.scores, pair)));
const squares = (list: List) => overAll(list, (x, u) => (x - u) ** 2 / 2);

function listMle({ scores, labels }: List): number {
  const order = labels.map((_, k) => k).sort((i, j) => (labels[j] as number) - (labels[i] as number) || i - j);
  return -sum(order.map((_, k) => logSoftmax(order.slice(k).map((place) => scores[place] as number))[0] as number));
}

/** The item with the highest label; what is masked may be NaN. */
const bestOf = ({ labels }: List) => labels.indexOf(Math.max(...labels.filter((label) => !Number.isNaN(label))));
const crossEntropy = (list: List, temperature = 1) =>
  -(logSoftmax(list.scores.map((z) => z / temperature))[bestOf(list)] as number);

/** What losses ask for besides scores and labels, of the list it belongs to. */
const others: Readonly<Record<string, (list: List) => readonly number[]>> = {
  gain: ({ labels }) => labels.map((label) => 2 ** label - 1),
  discount: ({ labels }) => labels.map((_, k) => 1 / Math.log2(2 + k)),
  itemWeight: ({ labels }) => labels.map((_, k) => 1 + k / 2),
  reference: ({ labels }) => labels.map((label) => label / 4),
};
const other = (name: string, list: List) => (others[name] as (list: List) => readonly number[])(list);
const lambda = (list: List, pair: Pair) =>
  Math.abs(apart(other('gain', list), pair)) * Math.abs(apart(other('discount', list), pair));
const itemWeights = (list: List, [i, j]: Pair) =>
  (other('itemWeight', list)[i] as number) * (other('itemWeight', list)[j] as number);

const bregman = (x: number, u: number) => Math.cosh(x) - Math.cosh(u) - (x - u) * Math.sinh(u);
const halfExp = links.exp({ rate: 0.5 });

export const known: readonly Known[] = [
  {
    name: 'pairwise, sinh of all pairs',
    loss: losses.pairwise(links.sinh()),
    value: (list) => overAll(list, bregman),
  },
  {
    name: 'pairwise, weights of items',
    loss: losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'item' }),
    value: (list) =>
      overOrdered(
        list,
        (pair) => softplus(-apart(list.scores, pair)),
        (pair) => itemWeights(list, pair),
      ),
  },
  {
    name: 'pairwiseComposite, relevance',
    loss: losses.pairwiseComposite(halfExp, { form: 'divergence', target: 'relevance' }),
    value: (list) => {
      const strengths = list.scores.map((z) => Math.exp(z / 2));
      return overOrdered(list, (pair) => softplus(-apart(strengths, pair)));
    },
  },
  {
    name: 'pairwiseComposite, scores',
    loss: losses.pairwiseComposite(links.identity(), { form: 'divergence' }),
    value: (list) =>
      overAll(list, (x, u) => {
        const [q, rest] = [Math.exp(-softplus(-u)), Math.exp(-softplus(u))];
        return q * (softplus(-x) - softplus(-u)) + rest * (softplus(x) - softplus(u));
      }),
  },
  { name: 'listMle', loss: losses.listMle(), value: listMle },
  {
    name: 'preference',
    loss: losses.preference(links.sigmoid()),
    value: (list) => softplus(-(apart(list.scores, [0, 1]) - apart(other('reference', list), [0, 1]))),
  },
  {
    name: 'distillation',
    loss: losses.distillation({ temperature: 2 }),
    value: (list) => 4 * divergence(list, 2),
  },
  { name: 'softmax of scores', loss: losses.softmax(), value: (list) => divergence(list) },
  { name: 'presets.rankNet', loss: presets.rankNet(), value: rankNet },
  {
    name: 'presets.lambdaRank',
    loss: presets.lambdaRank(),
    value: (list) =>
      overOrdered(
        list,
        (pair) => softplus(-apart(list.scores, pair)),
        (pair) => lambda(list, pair),
      ),
  },
  { name: 'presets.pairwiseMse', loss: presets.pairwiseMse(), value: squares },
  {
    name: 'presets.squaredHinge',
    loss: presets.squaredHinge(),
    value: (list) => overOrdered(list, (pair) => hinge(1 - apart(list.scores, pair))),
  },
  { name: 'presets.listNet', loss: presets.listNet(), value: (list) => divergence(list) },
  { name: 'presets.listMle', loss: presets.listMle(), value: listMle },
  { name: 'presets.softmaxCrossEntropy', loss: presets.softmaxCrossEntropy(), value: (list) => crossEntropy(list) },
  {
    name: 'presets.infoNce',
    loss: presets.infoNce({ temperature: 0.5 }),
    value: (list) => crossEntropy(list, 0.5),
  },
];

/** Whether a loss takes a list of any length; the others take pairs, whose items cannot be masked one by one. */
export const takesLists = ({ loss }: Known): boolean => loss.items === undefined;

/** A list as long as the loss takes it. */
export const listFor = ({ loss: { items } }: Known, { scores, labels }: List): List => ({
  scores: scores.slice(0, items),
  labels: labels.slice(0, items),
});

/** The data of lists of one length, nested. */
export function dataOf({ loss }: Known, lists: readonly List[]): LossInputs {
  const rows = Object.fromEntries(
    loss.inputs.slice(1).map(({ name, kind }) => {
      if (name === 'target') return [name, lists.map((list) => (kind === 'label' ? bestOf(list) : list.labels))];
      return [name, lists.map((list) => other(name, list))];
    }),
  );
  return { ...rows, predicted: lists.map(({ scores }) => scores) };
}
