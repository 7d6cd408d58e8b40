import { LossmithInputError } from '@lossmith/core';
import type { DataRecord } from './record.js';

/** How other programs write what JavaScript writes 'NaN' and 'Infinity'; true and false are masks. */
const words: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
  true: 1,
  false: 0,
};

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isNaN(number) ? words[text.toLowerCase()] : number;
}

function checked(value: unknown, column: string, place: number): number {
  const number = numberOf(value);
  if (number !== undefined) return number;
  const shown = value === undefined ? 'missing' : `${JSON.stringify(value)}, which is no number`;
  throw new LossmithInputError(
    `record ${place}`,
    `column ${column} is ${shown}`,
    'correct it, or leave the record out',
  );
}

/** The numbers of one record in these columns; a single column may hold a list of them. */
export function numbersOf(record: DataRecord, columns: readonly string[], place: number): readonly number[] {
  const [only] = columns as [string];
  const list = columns.length === 1 ? record[only] : undefined;
  if (Array.isArray(list)) return list.map((value, k) => checked(value, `${only}[${k}]`, place));
  return columns.map((column) => checked(record[column], column, place));
}
