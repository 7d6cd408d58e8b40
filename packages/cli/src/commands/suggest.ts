import { losses } from '@lossmith/core';
import { type Important, normalise, type SuggestedFamily, suggestLink } from '@lossmith/core/design';
import { type Command, Option } from 'commander';
import { withExamples } from '../examples.js';
import { type ImportantOptions, importantOf, withImportant } from '../important-options.js';
import { toNumber } from '../option-values.js';
import { readScores } from '../read-scores.js';
import { writeResult } from '../whole-file.js';

interface Options extends ImportantOptions {
  readonly column?: string;
  readonly emphasis: number;
  readonly family: SuggestedFamily;
  readonly normalise?: true;
  readonly out?: string;
  readonly json?: true;
}

const families: readonly SuggestedFamily[] = ['fromSensitivity', 'exp', 'sinh', 'sigmoid'];

async function suggest(path: string, options: Options): Promise<void> {
  const scores = await readScores(path, options.column);
  const { emphasis, family } = options;
  // Core says what is missing where no region is given.
  const important = importantOf(options) ?? ({} as Important);
  const { link, why, emphasis: reached } = suggestLink({ scores, important, emphasis, family });
  const { spec } = losses.matching(options.normalise ? normalise(link, scores) : link);
  if (!options.json) process.stderr.write(`${why}\n`);
  await writeResult(options.out, [`${JSON.stringify(options.json ? { spec, why, emphasis: reached } : spec)}\n`]);
}

export function addSuggest(program: Command): void {
  const command = program
    .command('suggest')
    .description(
      'A loss for the scores that matter to you, placed on your data. The loss goes to stdout, the reason to stderr.',
    )
    .argument('[scores]', 'observed scores, CSV or JSON lines: a file, or - for stdin', '-')
    .requiredOption('--emphasis <times>', 'how many times an error there counts one elsewhere', toNumber)
    .addOption(new Option('--family <name>', 'the kind of link').choices(families).default('fromSensitivity'))
    .option('--normalise', 'mean sensitivity 1, so that a learning rate for squared error still fits');
  withImportant(command)
    .option('--out <file>', 'write there instead of to stdout')
    .option('--json', 'loss, reason and emphasis as JSON')
    .action(suggest);
  withExamples(command, [
    [
      'lossmith suggest delays.csv --from 30 --emphasis 5',
      'an error at delays of 30 and more counts five times one elsewhere',
    ],
    [
      'lossmith suggest delays.csv --quantile 0.9 --emphasis 3 --family exp --normalise --out loss.json',
      'rising, normalised',
    ],
  ]);
}
