import { type Command, Option } from 'commander';
import { withExamples } from '../examples.js';
import { checkOneStdin, openInput } from '../open-input.js';
import { toWords } from '../option-values.js';
import { readSpec } from '../read-spec.js';
import { addColumn, type Columns } from '../records/columns.js';
import { evaluatedRecords } from '../records/evaluated-records.js';
import { readRecords } from '../records/read-records.js';
import { reducedRecords } from '../records/reduced-records.js';
import { writeResult } from '../whole-file.js';

interface Options {
  readonly column?: Columns;
  readonly outputs: readonly string[];
  readonly reduction: 'none' | 'sum' | 'mean';
  readonly out?: string;
  readonly json?: true;
}

async function evaluate(spec: string, data: string, { column = {}, outputs, reduction, out, json }: Options) {
  checkOneStdin(spec, data);
  const loss = await readSpec(spec);
  const records = await readRecords(openInput(data, 'the data'));
  const parts =
    reduction === 'none'
      ? evaluatedRecords(loss, records, { column, outputs })
      : reducedRecords(loss, records, { column, reduction, json: json === true });
  await writeResult(out, parts);
}

export function addEvaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .description(
      'The loss of every record of CSV or JSON lines, in float64, added to the record. Works on any number of records.',
    )
    .argument('<spec>', 'the loss: a file, JSON, or - for stdin')
    .argument('[data]', 'CSV or JSON lines: a file, or - for stdin', '-')
    .option(
      '--column <name=column>',
      'the column that holds an input, or several: predicted=a,b,c; may be repeated',
      addColumn,
    )
    .option('--outputs <list>', 'which of loss, gradient, hessian', toWords, ['loss', 'gradient'])
    .addOption(
      new Option('--reduction <kind>', 'none: records; sum, mean: one number')
        .choices(['none', 'sum', 'mean'])
        .default('none'),
    )
    .option('--out <file>', 'write there instead of to stdout')
    .option('--json', 'a reduced loss, and errors, as JSON')
    .action(evaluate);
  withExamples(command, [
    [
      'lossmith evaluate loss.json predictions.csv > losses.csv',
      'columns predicted and target; adds loss and gradient',
    ],
    [
      'lossmith evaluate loss.json data.csv --column predicted=forecast --column target=delay',
      'columns of other names',
    ],
    ['lossmith evaluate loss.json data.jsonl --reduction mean', 'one number: the mean, weighted by a column weight'],
    [
      `gunzip -c big.csv.gz | lossmith evaluate '{"kind":"exp"}' --out losses.csv`,
      'any size; the file is there when it is whole',
    ],
  ]);
}
