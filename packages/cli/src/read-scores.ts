import { LossmithInputError, LossmithOptionError } from '@lossmith/core';
import { openInput } from './open-input.js';
import { readRecords } from './records/read-records.js';
import type { DataRecord } from './records/record.js';
import { numbersOf } from './records/to-numbers.js';

function columnOf(record: DataRecord, chosen: string | undefined): string {
  const columns = Object.keys(record);
  const column = chosen ?? (columns.length === 1 ? columns[0] : 'target');
  if (column !== undefined && columns.includes(column)) return column;
  const what = chosen === undefined ? 'is needed to say where the scores are' : `${chosen} is not there`;
  throw new LossmithOptionError('column', `${what}; columns are ${columns.join(', ')}`, 'name one of them');
}

/** All scores of one column: the only one, `target`, or the one that is named. */
export async function readScores(path: string, chosen?: string): Promise<Float64Array> {
  const { blocks } = await readRecords(openInput(path, 'the scores'));
  const scores: number[] = [];
  let column: string | undefined;
  for await (const { first, records } of blocks) {
    column ??= columnOf(records[0] as DataRecord, chosen);
    const name = [column];
    records.forEach((record, k) => {
      const [score, ...others] = numbersOf(record, name, first + k);
      if (score === undefined || others.length > 0)
        throw new LossmithInputError(
          `record ${first + k}`,
          `has a list in column ${name[0]}`,
          'give one score in each',
        );
      scores.push(score);
    });
  }
  return Float64Array.from(scores);
}
