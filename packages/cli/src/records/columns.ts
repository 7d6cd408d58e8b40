import { type Loss, LossmithOptionError } from '@lossmith/core';
import type { DataRecord } from './record.js';

/** By the names of inputs, the columns that hold them. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** 'predicted=a,b' of an option that may be repeated. */
export function addColumn(text: string, before: Columns = {}): Columns {
  const [name, list] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  if (text.includes('=') && name !== '' && list !== '') return { ...before, [name]: list.split(',') };
  throw new LossmithOptionError(
    'column',
    `cannot be ${JSON.stringify(text)}`,
    'give NAME=COLUMN, such as predicted=forecast',
  );
}

/** The column of that name, or, of a row of scores, all whose names go on with a dot: predicted.cat, predicted.dog. */
function found(record: DataRecord, name: string): readonly string[] {
  if (Object.hasOwn(record, name)) return [name];
  return Object.keys(record).filter((column) => column.startsWith(`${name}.`));
}

function missing(name: string, record: DataRecord): never {
  const what = `there is no column for ${name}; columns are ${Object.keys(record).join(', ')}`;
  throw new LossmithOptionError('column', what, `say which it is: --column ${name}=COLUMN`);
}

/** What a loss may be given besides its own inputs. */
const extras = ['weight', 'mask'];

/** Where the inputs of a loss are, by the first record: weight, mask and optional inputs where there is such a column. */
export function columnsFor(loss: Loss, record: DataRecord, chosen: Columns): Columns {
  const names = [...loss.inputs.map(({ name }) => name), ...extras];
  const unknown = Object.keys(chosen).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new LossmithOptionError(
      'column',
      `${unknown} is no input of this loss`,
      `its inputs are ${names.join(', ')}`,
    );
  const optional = [...extras, ...loss.inputs.filter((input) => input.optional === true).map(({ name }) => name)];
  const columns = names.map((name) => [name, chosen[name] ?? found(record, name)] as const);
  for (const [name, list] of columns) {
    const lost = list.some((column) => !Object.hasOwn(record, column));
    if (lost || (list.length === 0 && !optional.includes(name))) missing(name, record);
  }
  return Object.fromEntries(columns.filter(([, list]) => list.length > 0));
}

/** What results are called: for each of several columns of predicted its own, gradient.cat, gradient.dog. */
export function resultColumns(name: string, predicted: readonly string[]): readonly string[] {
  return predicted.length === 1 ? [name] : predicted.map((column) => `${name}.${column.replace(/^predicted\./, '')}`);
}
