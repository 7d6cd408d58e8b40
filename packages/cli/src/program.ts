import { readFileSync } from 'node:fs';
import complete from '@bomb.sh/tab/commander';
import { Command } from 'commander';
import { addCheck } from './commands/check.js';
import { addCompile } from './commands/compile.js';
import { addConformance } from './commands/conformance.js';
import { addDescribe } from './commands/describe.js';
import { addEvaluate } from './commands/evaluate.js';
import { addPlot } from './commands/plot.js';
import { addSuggest } from './commands/suggest.js';
import { withExamples } from './examples.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

const notes = `
SPEC is a loss as JSON: a file, the JSON itself, or - for stdin. A link alone stands for its matching loss.

Results go to stdout, everything else to stderr. Files are written whole or not at all.

Exit codes:
  0  done
  1  the answer is no: check found a fault, or a backend does not conform
  2  arguments or options that do not fit, or a package that is not installed
  3  a specification or data that cannot be
  4  a file that cannot be read or written
`;

/** The command line, ready to parse arguments. Errors are thrown, so that whoever calls decides what becomes of the process. */
export function createProgram(): Command {
  const program = new Command('lossmith')
    .description('Design the loss you train with: choose, check, draw, compile and evaluate it.')
    .version(version)
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', notes)
    .exitOverride();
  for (const add of [addSuggest, addDescribe, addPlot, addCheck, addCompile, addEvaluate, addConformance]) add(program);
  withExamples(program, [
    ['lossmith suggest delays.csv --from 30 --emphasis 5 > loss.json', 'a loss for what matters to you'],
    ['lossmith plot loss.json --out loss.svg', 'look at it'],
    ['lossmith compile loss.json --to onnx --out loss.onnx', 'train with it'],
    ['source <(lossmith complete bash)', 'completion; also zsh, fish, powershell'],
  ]);
  complete(program);
  return program;
}
