import { links, losses } from '@lossmith/core';
import type { LossProgramOptions } from '@lossmith/core/backend';
import type { Case } from '../../case.js';
import { outputNames } from '../../exact/exact-values.js';
import type { Fault } from '../../fault.js';
import type { Batch, Compiled, Harness } from '../../harness.js';
import { madeScores } from '../made-batches.js';
import { differences, referenceResults } from '../reference-results.js';

/** Lengths of blocks, workgroups and lanes that backends are likely to have. */
const blocks = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
const large = [8192, 32_768, 65_536];
const around = (size: number) => [size - 1, size, size + 1];
const distinct = (values: readonly number[]) => [...new Set(values)].filter((x) => x > 0);

const quickSizes = distinct([...blocks.flatMap(around), 3 * 256, 3 * 4096]);
const largeSizes = [...large.flatMap(around), 131_072, 3 * 65_536];

/** First and last rows of blocks, where rows are lost. */
function edgesOf(examples: number): readonly number[] {
  const starts = [...blocks, ...large, 131_072].flatMap((size) => [size, Math.floor((examples - 1) / size) * size]);
  const all = starts.flatMap((start) => [start - 1, start]);
  return distinct([...all, examples - 1]).filter((row) => row < examples);
}

/**
 * Only rows at the edges of blocks, and the first, have a loss that counts: a sum that leaves one out, or has one twice, is off by far
 * more than rounding.
 */
function edgeBatch(examples: number, salt: number): Batch {
  const batch = madeScores(examples, { salt });
  const weight = Array<number>(examples).fill(2 ** -20);
  const [predicted, target] = [Array.from(batch.predicted), Array.from(batch.target)];
  for (const row of [0, ...edgesOf(examples)]) {
    weight[row] = 1;
    predicted[row] = (target[row] as number) + 0.5 + (row % 7) / 4;
  }
  return { ...batch, predicted, target, weight };
}

function withMask(batch: Batch, kept: boolean): Batch {
  const edges = new Set([0, ...edgesOf(batch.examples)]);
  const mask = Array.from({ length: batch.examples }, (_, row) => (edges.has(row) === kept ? 1 : 0));
  return { ...batch, mask };
}

const loss = losses.matching(links.sinh({ amplitude: 2.5, rate: 0.5, center: 3 }));

const optionsOf = (reduction: 'none' | 'mean'): LossProgramOptions => ({
  outputs: outputNames,
  reduction,
  weight: true,
  mask: '',
  parameters: ['link.rate'],
});

/** One rate for all, or one by example: these have places too. */
const ratesOf = (examples: number) => ({
  'link.rate': Array.from({ length: examples }, (_, k) => 0.25 + (k % 13) / 32),
});

async function checkSize(harness: Harness, compiled: Compiled, examples: number, reduction: 'none' | 'mean') {
  const batch = edgeBatch(examples, examples % 89);
  const tries: readonly (readonly [string, Batch])[] = [
    [`${examples} rows`, withMask({ ...batch, parameters: ratesOf(examples) }, true)],
    ...(examples > 5000 ? [] : [[`${examples} rows, those at edges masked`, withMask(batch, false)] as const]),
  ];
  const faults: Fault[] = [];
  for (const [name, one] of tries) {
    const inputs = compiled.inputsOf(one);
    const expected = referenceResults(loss, optionsOf(reduction), inputs);
    faults.push(...differences(harness, await compiled.run(one, inputs), expected, `${name}, ${reduction}`, one));
  }
  return faults;
}

async function checkSizes(harness: Harness, sizes: readonly number[], reduction: 'none' | 'mean'): Promise<Fault[]> {
  const compiled = await harness.compile(loss, optionsOf(reduction));
  const faults: Fault[] = [];
  for (const size of sizes) faults.push(...(await checkSize(harness, compiled, size, reduction)));
  await compiled.dispose();
  return faults;
}

/** Numbers of rows that are a multiple of a block, one more and one less. */
export const blockEdgeCases: readonly Case[] = (['none', 'mean'] as const).flatMap((reduction) => [
  {
    id: `data/rows around multiples of 2 to 4,096, ${reduction}`,
    level: 'data' as const,
    quick: true,
    check: async (harness: Harness) => ({ faults: await checkSizes(harness, quickSizes, reduction) }),
  },
  {
    id: `data/rows around multiples of 65,536, ${reduction}`,
    level: 'data' as const,
    quick: true,
    check: async (harness: Harness) => ({ faults: await checkSizes(harness, [65_535, 65_536, 65_537], reduction) }),
  },
  {
    id: `data/rows around multiples of 8,192 to 196,608, ${reduction}`,
    level: 'data' as const,
    quick: false,
    check: async (harness: Harness) => ({ faults: await checkSizes(harness, largeSizes, reduction) }),
  },
]);
