import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LossmithInputError } from '@lossmith/core';
import { CsvError, parse } from 'csv-parse';
import split from 'split2';
import { inBlocks } from './in-blocks.js';
import type { Block, DataRecord, Format } from './record.js';

const isNumber = (text: string) => text.trim() !== '' && !Number.isNaN(Number(text));

/** The names of columns, from the first row; one of nothing but numbers is no header, and columns are 1, 2, …. */
function columnsOf(row: readonly string[]): readonly string[] {
  return row.every(isNumber) ? row.map((_, k) => String(k + 1)) : row;
}

const toRecord = (columns: readonly string[], row: readonly string[]): DataRecord =>
  Object.fromEntries(columns.map((column, k) => [column, row[k]]));

async function* csvRecords(input: Readable): AsyncGenerator<DataRecord> {
  const rows = parse({ bom: true, skip_empty_lines: true });
  // A fault of the input reaches the rows, and so whoever reads them.
  pipeline(input, rows).catch(() => undefined);
  let columns: readonly string[] | undefined;
  try {
    for await (const row of rows as AsyncIterable<string[]>) {
      if (columns === undefined) {
        columns = columnsOf(row);
        if (columns === row) continue;
      }
      yield toRecord(columns, row);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LossmithInputError('CSV', `cannot be read: ${error.message}`, 'correct that line');
  }
}

function fromLine(line: string, place: number): DataRecord {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as DataRecord;
  } catch {
    // Said below.
  }
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
  throw new LossmithInputError(
    `line ${place}`,
    `is no JSON object: ${shown}`,
    'write one, such as {"predicted": 1, "target": 2}',
  );
}

async function* jsonRecords(input: Readable): AsyncGenerator<DataRecord> {
  const lines = split();
  pipeline(input, lines).catch(() => undefined);
  let place = 0;
  for await (const line of lines as AsyncIterable<string>) {
    place += 1;
    // A byte order mark is white space, too.
    const text = line.trim();
    if (text !== '') yield fromLine(text, place);
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** The format by the first character, as an object of JSON begins with a brace, and the same input from its beginning. */
async function recognised(input: Readable): Promise<readonly [Format, Readable]> {
  const rest: AsyncIterator<Uint8Array> = input[Symbol.asyncIterator]();
  const { value: first, done } = await rest.next();
  if (done) return ['csv', Readable.from([])];
  const format = /^[\uFEFF\s]*\{/.test(new TextDecoder().decode(first)) ? 'jsonl' : 'csv';
  return [format, Readable.from(withFirst(first, rest), { objectMode: false })];
}

/**
 * The records of CSV or of JSON lines, a block at a time: no more is read than is asked for. Throws `LossmithInputError` with the line of a fault.
 */
export async function readRecords(
  input: Readable,
): Promise<{ readonly format: Format; readonly blocks: AsyncIterable<Block> }> {
  const [format, source] = await recognised(input);
  return { format, blocks: inBlocks(format === 'csv' ? csvRecords(source) : jsonRecords(source)) };
}
