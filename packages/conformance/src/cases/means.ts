import { type Loss, links, losses } from '@lossmith/core';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import { designBar } from '../exact/design-bar.js';
import type { Batch, Harness } from '../harness.js';
import { ulpOf } from '../numbers.js';
import { meanError, sumError } from '../sum-error.js';

const entries = 10_000_000;
const items = 10;

/** Equal numbers are the worst for a sum: every partial sum rounds the same way. 0.1 as a float32 is not 1/10. */
export const gap: number = Math.fround(Math.sqrt(0.2));
export const weightOfAll: number = Math.fround(0.1);

interface Mean {
  readonly loss: Loss;
  readonly batch: Batch;
  /** The loss of every example, and the κ of design §4. */
  readonly value: number;
  readonly kappa: number;
}

/** A mean of equal losses is within the bar of one of them, and what adding them up may add. */
async function meanIs(harness: Harness, { loss, batch, value, kappa }: Mean) {
  const { precision } = harness;
  const weight = batch.weight !== undefined;
  const results = await harness.compute(loss, { outputs: ['loss'], reduction: 'mean', weight }, batch);
  const place = `the mean over ${entries.toLocaleString('en')} entries`;
  const allowed = designBar(precision, kappa, value) + value * meanError(batch.examples, precision);
  const wanted = { value, text: String(value), allowed, output: 'loss', place };
  return { faults: compare(results.loss?.[0] as number, wanted, precision) };
}

/** log(1 + Σ e^u) moves by S/(1 + S) times what S does. */
function longRowBar({ precision }: Harness, count: number, sum: number, kappa: number): number {
  const value = Math.log1p(sum);
  const own = designBar(precision, kappa, value);
  if (precision === 'float32') return own + Math.log2(count) * ulpOf(value, precision);
  return own + sumError(count, precision) * (sum / (1 + sum));
}

/** Means over 10⁷ entries within 1e-6 besides the error of each: what adding one by one in float32 misses by percents. */
export const meanCases: readonly Case[] = [
  {
    id: 'data/mean of 10^7 matching(identity()), weighted',
    level: 'data',
    quick: false,
    check: (harness) => {
      const fill = (x: number) => new Float32Array(entries).fill(x);
      const batch = { examples: entries, items: 1, predicted: fill(gap), target: fill(0), weight: fill(weightOfAll) };
      const loss = losses.matching(links.identity());
      return meanIs(harness, { loss, batch, value: (gap * gap) / 2, kappa: gap });
    },
  },
  {
    id: 'data/mean of 10^7 entries, softmax({ target: "label" }) × 10',
    level: 'data',
    quick: false,
    check: (harness) => {
      const examples = entries / items;
      const target = Int32Array.from({ length: examples }, (_, k) => k % items);
      const batch = { examples, items, predicted: new Float32Array(entries).fill(0.3), target };
      const loss = losses.softmax({ target: 'label' });
      return meanIs(harness, { loss, batch, value: Math.log(items), kappa: 0.3 * 1.3 });
    },
  },
  {
    id: 'data/a row of 131,072 classes, softmax({ target: "label" })',
    level: 'data',
    quick: true,
    check: async (harness) => {
      const low = -2.3;
      const predicted = new Float32Array(131_072).fill(low);
      predicted[0] = 0;
      const batch = { examples: 1, items: predicted.length, predicted, target: [0] };
      const { loss } = await harness.compute(losses.softmax({ target: 'label' }), { outputs: ['loss'] }, batch);
      const sum = (predicted.length - 1) * Math.exp(Math.fround(low));
      const value = Math.log1p(sum);
      const allowed = longRowBar(harness, predicted.length, sum, Math.abs(low) * (1 + Math.abs(low)));
      const place = `loss of scores 0 and 131,071 times ${low}`;
      const wanted = { value, text: String(value), allowed, output: 'loss', place };
      return { faults: compare(loss?.[0] as number, wanted, harness.precision) };
    },
  },
];
