import { type Loss, links, losses } from '@lossmith/core';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import type { Batch, Harness } from '../harness.js';
import { reductionError } from './reductions.js';

const entries = 10_000_000;
const items = 10;

/** Equal numbers are the worst for a sum: every partial sum rounds the same way. 0.1 as a float32 is not 1/10. */
const gap = Math.fround(Math.sqrt(0.2));

async function meanIs(harness: Harness, loss: Loss, weight: boolean, batch: Batch, value: number) {
  const results = await harness.compute(loss, { outputs: ['loss'], reduction: 'mean', weight }, batch);
  const place = `the mean over ${entries.toLocaleString('en')} entries`;
  const wanted = {
    value,
    text: String(value),
    allowed: value * reductionError[harness.precision],
    output: 'loss',
    place,
  };
  return { faults: compare(results.loss?.[0] as number, wanted, harness.precision) };
}

/** Means over 10⁷ entries within 1e-6: what adding one by one in float32 misses by percents. */
export const meanCases: readonly Case[] = [
  {
    id: 'data/mean of 10^7 matching(identity()), weighted',
    level: 'data',
    quick: false,
    check: (harness) => {
      const fill = (x: number) => new Float32Array(entries).fill(x);
      const batch = { examples: entries, items: 1, predicted: fill(gap), target: fill(0), weight: fill(0.1) };
      return meanIs(harness, losses.matching(links.identity()), true, batch, (gap * gap) / 2);
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
      return meanIs(harness, losses.softmax({ target: 'label' }), false, batch, Math.log(items));
    },
  },
  {
    id: 'data/a row of 131,072 classes, softmax({ target: "label" })',
    level: 'data',
    quick: true,
    check: async (harness) => {
      const predicted = new Float32Array(131_072).fill(-2.3);
      predicted[0] = 0;
      const batch = { examples: 1, items: predicted.length, predicted, target: [0] };
      const { loss } = await harness.compute(losses.softmax({ target: 'label' }), { outputs: ['loss'] }, batch);
      const value = Math.log1p((predicted.length - 1) * Math.exp(Math.fround(-2.3)));
      const allowed = value * reductionError[harness.precision] * 2;
      const place = 'loss of scores 0 and 131,071 times -2.3';
      return {
        faults: compare(
          loss?.[0] as number,
          { value, text: String(value), allowed, output: 'loss', place },
          harness.precision,
        ),
      };
    },
  },
];
