import { type Loss, type LossInputs, LossmithInputError } from '@lossmith/core';
import type { Columns } from './columns.js';
import type { Block, DataRecord } from './record.js';
import { numbersOf } from './to-numbers.js';

/** Records whose rows are alike long, ready for a loss. */
export interface Batch extends Block {
  readonly inputs: LossInputs;
  /** How many scores each record has. */
  readonly items: number;
}

/** Numbers of all records in one flat array; each record has as many. */
function gathered({ records, first }: Block, columns: readonly string[], length: number): Float64Array {
  const values = new Float64Array(records.length * length);
  records.forEach((record, k) => {
    const numbers = numbersOf(record, columns, first + k);
    if (numbers.length !== length) {
      const what = `has ${numbers.length} numbers in ${columns.join(', ')}, but ${length} are needed`;
      throw new LossmithInputError(`record ${first + k}`, what, 'correct it, or leave the record out');
    }
    values.set(numbers, k * length);
  });
  return values;
}

/** How many numbers a record has for an input: one, or one for each score of its row; a mask may be either. */
function lengthOf(loss: Loss, name: string, { records, first }: Block, columns: readonly string[], items: number) {
  const own = loss.inputs.find((input) => input.name === name);
  const eachItem = own === undefined ? name === 'mask' && loss.axes === 'i' : own.axes === 'i';
  if (!eachItem) return 1;
  return own === undefined && numbersOf(records[0] as DataRecord, columns, first).length === 1 ? 1 : items;
}

function batchOf(loss: Loss, block: Block, columns: Columns, items: number): Batch {
  const arrays = Object.entries(columns).map(([name, list]) => {
    return [name, gathered(block, list, lengthOf(loss, name, block, list, items))] as const;
  });
  const shape = loss.axes === '' ? [block.records.length] : [block.records.length, items];
  return { ...block, items, inputs: { ...Object.fromEntries(arrays), shape } as object as LossInputs };
}

/** A block as batches: of JSON lines, neighbours with as many scores in a row go together. */
export function batchesOf(loss: Loss, { first, records }: Block, columns: Columns): readonly Batch[] {
  const predicted = columns.predicted as readonly string[];
  const itemsAt = (k: number) =>
    loss.axes === '' ? 1 : numbersOf(records[k] as DataRecord, predicted, first + k).length;
  const batches: Batch[] = [];
  let [start, items] = [0, itemsAt(0)];
  for (let k = 1; k <= records.length; k += 1) {
    const next = k < records.length ? itemsAt(k) : undefined;
    if (next === items) continue;
    batches.push(batchOf(loss, { first: first + start, records: records.slice(start, k) }, columns, items));
    [start, items] = [k, next ?? 0];
  }
  return batches;
}
