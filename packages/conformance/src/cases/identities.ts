import { evaluate, type Loss, links, losses } from '@lossmith/core';
import type { Case } from '../case.js';
import { type Fault, fault } from '../fault.js';
import type { Batch, Harness, Results } from '../harness.js';
import { show, ulpOf } from '../numbers.js';
import { negated, randomRows } from './random-rows.js';
import { bar, randomPairs, seedOf } from './random-scores.js';

/** Two ways to the same numbers: each gives loss and gradient, by whatever the backend computes. */
interface Identity {
  readonly name: string;
  readonly batch: Batch;
  left(harness: Harness, batch: Batch): Promise<Results>;
  right(harness: Harness, batch: Batch): Promise<Results>;
}

const outputs = ['loss', 'gradient'] as const;
const of = (loss: Loss) => (harness: Harness, batch: Batch) => harness.compute(loss, { outputs }, batch);

/** Pairs of scores below `largest`. */
function scores(name: string, largest = 20): Batch {
  const pairs = randomPairs(200, seedOf(name)).filter((pair) => pair.every((z) => Math.abs(z) < largest));
  return { examples: pairs.length, items: 1, predicted: pairs.map(([x]) => x), target: pairs.map(([, s]) => s) };
}

const mapped = (results: Results, change: (name: string, values: Float64Array) => Float64Array): Results =>
  Object.fromEntries(Object.entries(results).map(([name, values]) => [name, change(name, values)]));
const plus = (x: Results, y: Results): Results =>
  mapped(x, (name, values) => values.map((value, k) => value + (y[name]?.[k] as number)));

const { compositeSoftmax, matching, perClass, softmax } = losses;
const transform = links.exp({ rate: 0.5 });

/** Σ over the classes of each row, of what stands for one example each. */
function sumRows(values: Float64Array, items: number): Float64Array {
  const out = new Float64Array(values.length / items);
  values.forEach((value, k) => {
    out[Math.floor(k / items)]! += value;
  });
  return out;
}

/** Every entry of the rows as an example of its own. */
const apart = ({ predicted, target }: Batch): Batch => ({ examples: predicted.length, items: 1, predicted, target });

/** D_matching − D_divergence = Σ qₖ(s)·D_U(ŝₖ, sₖ), q and D_U by the reference evaluator (design §3.2). */
function rest({ examples, items, predicted, target }: Batch): Float64Array {
  const flat = { predicted: Float64Array.from(predicted), target: Float64Array.from(target) };
  const scalar = evaluate(matching(links.exp({ amplitude: 0.5, rate: 0.5 })), flat).loss;
  const weights = flat.target.map((s) => Math.exp(Math.exp(0.5 * s)));
  const totals = sumRows(weights, items);
  const terms = scalar.map((loss, k) => (loss * weights[k]!) / totals[Math.floor(k / items)]!);
  return examples === 0 ? terms : sumRows(terms, items);
}

const identities: readonly Identity[] = [
  {
    name: 'a mirrored link is the link at scores with the other sign',
    batch: scores('mirror'),
    left: of(matching(links.mirror(links.exp({ rate: 0.75, center: 1 })))),
    right: async (harness, batch) => {
      const turned = { ...batch, predicted: negated(batch.predicted), target: negated(batch.target) };
      const results = await of(matching(links.exp({ rate: 0.75, center: 1 })))(harness, turned);
      return mapped(results, (name, values) => (name === 'gradient' ? values.map((x) => -x) : values));
    },
  },
  {
    name: 'a sum of links has the sum of their losses',
    batch: scores('sum'),
    left: of(matching(links.sum([links.sinh({ rate: 0.5 }), links.arctan()]))),
    right: async (harness, batch) =>
      plus(
        await of(matching(links.sinh({ rate: 0.5 })))(harness, batch),
        await of(matching(links.arctan()))(harness, batch),
      ),
  },
  {
    name: 'an amplitude is a factor',
    batch: scores('amplitude'),
    left: of(matching(links.softplus({ amplitude: 4 }))),
    right: async (harness, batch) =>
      mapped(await of(matching(links.softplus()))(harness, batch), (_, values) => values.map((x) => 4 * x)),
  },
  {
    name: 'composite Softmax of one class is the matching loss with link U′',
    batch: scores('one class', 4),
    left: of(compositeSoftmax(transform, { form: 'matching' })),
    right: of(matching(links.exp({ amplitude: 0.5, rate: 0.5 }))),
  },
  {
    name: 'composite Softmax of the identity is Softmax, matching form',
    batch: randomRows(60, 4, 1),
    left: of(compositeSoftmax(links.identity(), { form: 'matching' })),
    right: of(softmax()),
  },
  {
    name: 'composite Softmax of the identity is Softmax, divergence form',
    batch: randomRows(60, 4, 2),
    left: of(compositeSoftmax(links.identity(), { form: 'divergence' })),
    right: of(softmax()),
  },
  {
    name: 'the matching form is the divergence plus Σ q·D_U',
    batch: randomRows(60, 3, 3),
    left: async (harness, batch) => ({
      loss: (await of(compositeSoftmax(transform, { form: 'matching' }))(harness, batch)).loss!,
    }),
    right: async (harness, batch) => {
      const { loss } = await of(compositeSoftmax(transform, { form: 'divergence' }))(harness, batch);
      const more = rest(batch);
      return { loss: loss!.map((value, k) => value + more[k]!) };
    },
  },
  {
    name: 'a loss per class is the sum of the matching losses',
    batch: randomRows(60, 5, 4),
    left: of(perClass(links.sigmoid({ rate: 2 }))),
    right: async (harness, batch) => {
      const results = await of(matching(links.sigmoid({ rate: 2 })))(harness, apart(batch));
      return { loss: sumRows(results.loss!, batch.items), gradient: results.gradient! };
    },
  },
  {
    name: 'Softmax with a label is Softmax with that probability',
    batch: labelled(randomRows(60, 4, 5)),
    left: of(softmax({ target: 'label' })),
    right: (harness, batch) => of(softmax({ target: 'probability' }))(harness, { ...batch, target: oneHot(batch) }),
  },
];

function labelled(batch: Batch): Batch {
  return { ...batch, target: Array.from({ length: batch.examples }, (_, row) => (row * 7) % batch.items) };
}

function oneHot({ examples, items, target }: Batch): number[] {
  return Array.from({ length: examples * items }, (_, k) => (target[Math.floor(k / items)] === k % items ? 1 : 0));
}

/** Both sides are within their bar of one exact value; gradients of classes within that of the largest of their row. */
function differences(name: string, left: Results, right: Results, { examples }: Batch, harness: Harness): Fault[] {
  return Object.keys(left).flatMap((output) => {
    const [x, y] = [left[output] as Float64Array, right[output] as Float64Array];
    const per = x.length / Math.max(examples, 1);
    const largest = (k: number) => {
      const row = Math.floor(k / per) * per;
      return Math.max(...Array.from(x.subarray(row, row + per), Math.abs), Math.abs(y[k] as number));
    };
    return Array.from(x).flatMap((value, k) => {
      const limit = Math.max(2 * bar(harness.precision, 40, largest(k)), floorOf(harness));
      const error = Math.abs(value - (y[k] as number));
      if (error <= limit) return [];
      const ulp = error / ulpOf(y[k] as number, harness.precision);
      const message = `${output}[${k}] is ${show(value)} and ${show(y[k] as number)}, ${ulp.toPrecision(3)} ulp apart: ${name}`;
      return [fault(output, message, error / limit)];
    });
  });
}

/** Near the optimum of probability targets the bar has no floor that float32 could meet: see ARCHITECTURE.md. */
const floorOf = ({ precision }: Harness) => (precision === 'float32' ? 2 ** -46 : 2 ** -100);

export const identityCases: readonly Case[] = identities.map(({ name, batch, left, right }) => ({
  id: `properties/identity: ${name}`,
  level: 'properties',
  quick: true,
  check: async (harness) => ({
    faults: differences(name, await left(harness, batch), await right(harness, batch), batch, harness),
  }),
}));
