import { LossmithOptionError } from '@lossmith/core';
import { stringify } from 'csv-stringify/sync';
import { resultColumns } from './columns.js';
import type { Batch } from './loss-inputs.js';
import type { DataRecord, Format } from './record.js';

export type ResultName = 'loss' | 'gradient' | 'hessian';
export type Results = Readonly<Partial<Record<ResultName, Float64Array>>>;

/** The results of one record: numbers, or lists of them where it has a row of scores. */
function resultsOf(results: Results, k: number, items: number, isRow: boolean): Record<string, unknown> {
  const entries = Object.entries(results).map(([name, values]) => {
    const list = isRow && name !== 'loss';
    return [name, list ? Array.from(values.subarray(k * items, (k + 1) * items)) : values[k]];
  });
  return Object.fromEntries(entries);
}

/** Records with their results, as lines of JSON. */
function jsonLines({ records, items }: Batch, results: Results, isRow: boolean): string {
  return records
    .map((record, k) => `${JSON.stringify({ ...record, ...resultsOf(results, k, items, isRow) })}\n`)
    .join('');
}

/** Records with their results, as rows of CSV. */
function csvRows({ records, items }: Batch, results: Results): string {
  const lists = Object.entries(results).map(([name, values]) => [values, name === 'loss' ? 1 : items] as const);
  const rows = records.map((record, k) => {
    const row = Object.values(record);
    for (const [values, width] of lists)
      for (let item = k * width; item < (k + 1) * width; item += 1) row.push(String(values[item]));
    return row;
  });
  return stringify(rows);
}

function refuseTaken(names: readonly string[], record: DataRecord): void {
  const taken = names.find((name) => Object.hasOwn(record, name));
  if (taken === undefined) return;
  const what = `the data have a column ${taken} already`;
  throw new LossmithOptionError('outputs', what, 'rename it, or leave that result out of --outputs');
}

/** What writes records of a format with results, given the first record and the columns of predicted. */
export function recordWriter(
  format: Format,
  names: readonly ResultName[],
  first: DataRecord,
  predicted: readonly string[],
  isRow: boolean,
) {
  const added = names.flatMap((name) =>
    name === 'loss' || format === 'jsonl' ? [name] : resultColumns(name, predicted),
  );
  refuseTaken(added, first);
  return {
    header: format === 'csv' ? stringify([[...Object.keys(first), ...added]]) : '',
    text: (batch: Batch, results: Results) =>
      format === 'csv' ? csvRows(batch, results) : jsonLines(batch, results, isRow),
  };
}
