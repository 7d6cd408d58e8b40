import { expressions, type Loss } from '@lossmith/core';
import { constant } from '@lossmith/core/family';
import { showProgress } from '../progress.js';
import { type Columns, columnsFor } from './columns.js';
import { evaluateBatch } from './evaluate-batch.js';
import { noRecord } from './evaluated-records.js';
import { batchesOf } from './loss-inputs.js';
import type { Block, DataRecord } from './record.js';

interface Choices {
  readonly column: Columns;
  readonly reduction: 'sum' | 'mean';
  readonly json: boolean;
}

/** A loss that is 1 for each example that counts in a mean: its sum is Σ w over what is kept. */
function countOf(loss: Loss): Loss {
  const { counts } = loss.expressions;
  const one = counts === undefined ? constant(1) : expressions.select(counts, 1, 0);
  return { ...loss, expressions: { ...loss.expressions, loss: one } };
}

/** Σ w·L, or Σ w·L / Σ w, of all records, as one line. */
export async function* reducedRecords(
  loss: Loss,
  { blocks }: { readonly blocks: AsyncIterable<Block> },
  { column, reduction, json }: Choices,
): AsyncGenerator<string> {
  const count = countOf(loss);
  const progress = showProgress('records');
  let [records, total, weight]: [number, number, number] = [0, 0, 0];
  let columns: Columns | undefined;
  for await (const block of blocks) {
    columns ??= columnsFor(loss, block.records[0] as DataRecord, column);
    for (const batch of batchesOf(loss, block, columns)) {
      const sumOf = (of: Loss) => evaluateBatch(of, batch, { reduction: 'sum' }).loss[0] as number;
      total += sumOf(loss);
      if (reduction === 'mean') weight += sumOf(count);
    }
    records += block.records.length;
    progress.add(block.records.length);
  }
  progress.end();
  if (columns === undefined) noRecord();
  const reduced = reduction === 'sum' || weight === 0 ? total : total / weight;
  yield json ? `${JSON.stringify({ reduction, loss: reduced, records })}\n` : `${reduced}\n`;
}
