import { describe as describeLoss, formatDescription } from '@lossmith/core/design';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { type ImportantOptions, importantOf, withImportant } from '../important-options.js';
import { checkOneStdin } from '../open-input.js';
import { readScores } from '../read-scores.js';
import { readSpec } from '../read-spec.js';
import { writeResult } from '../whole-file.js';

interface Options extends ImportantOptions {
  readonly column?: string;
  readonly json?: true;
}

async function describe(spec: string, scores: string, options: Options): Promise<void> {
  checkOneStdin(spec, scores);
  const loss = await readSpec(spec);
  const important = importantOf(options);
  const described = describeLoss(loss, await readScores(scores, options.column), important && { important });
  await writeResult(undefined, [`${options.json ? JSON.stringify(described) : formatDescription(described)}\n`]);
}

export function addDescribe(program: Command): void {
  const command = program
    .command('describe')
    .description(
      'How a loss spreads its sensitivity over your scores: who decides, where it is flat, what may go wrong.',
    )
    .argument('<spec>', 'the loss: a file, JSON, or - for stdin')
    .argument('[scores]', 'observed scores, CSV or JSON lines: a file, or - for stdin', '-');
  withImportant(command).option('--json', 'as JSON').action(describe);
  withExamples(command, [
    ['lossmith describe loss.json delays.csv --from 30', 'late flights against the others'],
    [
      `lossmith describe '{"kind":"exp"}' delays.csv --column delay --quantile 0.9 --json`,
      'the highest tenth, as data',
    ],
  ]);
}
