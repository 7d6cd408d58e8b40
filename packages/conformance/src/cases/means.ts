import { links, losses } from '@lossmith/core';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import type { Batch, Door } from '../door.js';
import { reductionError } from './reductions.js';

const entries = 10_000_000;
const classes = 10;

/** Equal numbers are the worst for a sum: every partial sum rounds the same way. 0.1 as a float32 is not 1/10. */
const gap = Math.fround(Math.sqrt(0.2));

async function meanIs(
  door: Door,
  loss: ReturnType<typeof losses.softmax>,
  weight: boolean,
  batch: Batch,
  value: number,
) {
  const results = await door.compute(loss, { outputs: ['loss'], reduction: 'mean', weight }, batch);
  const place = `the mean over ${entries.toLocaleString('en')} entries`;
  const wanted = { value, text: String(value), allowed: value * reductionError[door.precision], output: 'loss', place };
  return { faults: compare(results.loss?.[0] as number, wanted, door.precision) };
}

/** Means over 10⁷ entries within 1e-6: what adding one by one in float32 misses by percents. */
export const meanCases: readonly Case[] = [
  {
    id: 'data/mean of 10^7 matching(identity()), weighted',
    level: 'data',
    quick: false,
    check: (door) => {
      const fill = (x: number) => new Float32Array(entries).fill(x);
      const batch = { rows: entries, classes: 1, predicted: fill(gap), target: fill(0), weight: fill(0.1) };
      return meanIs(door, losses.matching(links.identity()), true, batch, (gap * gap) / 2);
    },
  },
  {
    id: 'data/mean of 10^7 entries, softmax({ target: "label" }) × 10',
    level: 'data',
    quick: false,
    check: (door) => {
      const rows = entries / classes;
      const target = Int32Array.from({ length: rows }, (_, k) => k % classes);
      const batch = { rows, classes, predicted: new Float32Array(entries).fill(0.3), target };
      return meanIs(door, losses.softmax({ target: 'label' }), false, batch, Math.log(classes));
    },
  },
  {
    id: 'data/a row of 131,072 classes, softmax({ target: "label" })',
    level: 'data',
    quick: true,
    check: async (door) => {
      const predicted = new Float32Array(131_072).fill(-2.3);
      predicted[0] = 0;
      const batch = { rows: 1, classes: predicted.length, predicted, target: [0] };
      const { loss } = await door.compute(losses.softmax({ target: 'label' }), { outputs: ['loss'] }, batch);
      const value = Math.log1p((predicted.length - 1) * Math.exp(Math.fround(-2.3)));
      const allowed = value * reductionError[door.precision] * 2;
      const place = 'loss of scores 0 and 131,071 times -2.3';
      return {
        faults: compare(
          loss?.[0] as number,
          { value, text: String(value), allowed, output: 'loss', place },
          door.precision,
        ),
      };
    },
  },
];
