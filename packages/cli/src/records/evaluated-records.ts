import { type Loss, LossmithInputError, LossmithOptionError } from '@lossmith/core';
import { showProgress } from '../progress.js';
import { type Columns, columnsFor } from './columns.js';
import { evaluateBatch } from './evaluate-batch.js';
import { batchesOf } from './loss-inputs.js';
import type { Block, DataRecord, Format } from './record.js';
import { type ResultName, type Results, recordWriter } from './write-records.js';

interface Choices {
  readonly column: Columns;
  readonly outputs: readonly string[];
}

const all: readonly ResultName[] = ['loss', 'gradient', 'hessian'];

function checkOutputs(outputs: readonly string[]): readonly ResultName[] {
  const unknown = outputs.find((name) => !(all as readonly string[]).includes(name));
  if (unknown === undefined) return all.filter((name) => outputs.includes(name));
  throw new LossmithOptionError('outputs', `${JSON.stringify(unknown)} is unknown`, `use ${all.join(', ')}`);
}

/** Data without a record are a mistake more often than not. */
export function noRecord(): never {
  throw new LossmithInputError('the data', 'hold no record', 'give at least one, below a header in CSV');
}

/** The text of all records with their results, a batch at a time. */
export async function* evaluatedRecords(
  loss: Loss,
  { format, blocks }: { readonly format: Format; readonly blocks: AsyncIterable<Block> },
  { column, outputs }: Choices,
): AsyncGenerator<string> {
  const names = checkOutputs(outputs);
  const progress = showProgress('records');
  let found: { readonly columns: Columns; readonly writer: ReturnType<typeof recordWriter> } | undefined;
  for await (const block of blocks) {
    if (found === undefined) {
      const first = block.records[0] as DataRecord;
      const columns = columnsFor(loss, first, column);
      const writer = recordWriter(format, names, first, columns.predicted as readonly string[], loss.axes === 'i');
      found = { columns, writer };
      yield writer.header;
    }
    for (const batch of batchesOf(loss, block, found.columns)) {
      const values = evaluateBatch(loss, batch);
      yield found.writer.text(batch, Object.fromEntries(names.map((name) => [name, values[name]])) as Results);
    }
    progress.add(block.records.length);
  }
  progress.end();
  if (found === undefined) noRecord();
}
