import { isLossmithError, type Loss, LossmithSpecError } from '@lossmith/core';
import { printLoss } from '@lossmith/core/print';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { exitCodes } from '../exit-codes.js';
import { readSpec } from '../read-spec.js';
import { writeResult } from '../whole-file.js';

interface Options {
  readonly json?: true;
}

const inputsOf = ({ inputs }: Loss) =>
  inputs.map(({ name, kind, axes, optional = false }) => ({
    name,
    kind,
    each: axes === 'i' ? 'item' : 'example',
    optional,
  }));

/** Longer formulas, as those of drawn links are, help nobody. */
const longest = 240;
const readable = (formula: string) => (formula.length > longest ? 'long; --json has it' : formula);

function asText(loss: Loss): string {
  const { loss: formula, gradient } = printLoss(loss);
  const inputs = inputsOf(loss).map(({ name, kind, each, optional }) => {
    return `${name} (${kind}, one per ${each}${optional ? ', may be left out' : ''})`;
  });
  return `a loss of the kind ${loss.spec.kind}\nloss: ${readable(formula)}\ngradient: ${readable(gradient)}\ninputs: ${inputs.join(', ')}\n`;
}

const asJson = (loss: Loss) =>
  `${JSON.stringify({ valid: true, spec: loss.spec, ...printLoss(loss), inputs: inputsOf(loss) })}\n`;

/** The fault of a specification, or the error again where it is another. */
function faultOf(error: unknown): Pick<LossmithSpecError, 'path' | 'what' | 'advice' | 'message'> {
  if (error instanceof LossmithSpecError) return error;
  // What a whole loss forbids, such as a target that its link does not have, is an option of its builder.
  if (!isLossmithError(error) || error.lossmith !== 'option') throw error;
  const { option } = error as typeof error & { readonly option: string };
  return { path: option, what: error.message, advice: error.advice, message: error.message };
}

async function check(argument: string, { json }: Options): Promise<void> {
  try {
    const loss = await readSpec(argument);
    await writeResult(undefined, [json ? asJson(loss) : asText(loss)]);
  } catch (error) {
    const { path, what, advice, message } = faultOf(error);
    process.exitCode = exitCodes.no;
    if (!json) process.stderr.write(`lossmith: ${message}\n`);
    else await writeResult(undefined, [`${JSON.stringify({ valid: false, path, what, advice })}\n`]);
  }
}

export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description('Whether a specification is a loss: its formulas and inputs, or the path of the fault and what to do.')
    .argument('[spec]', 'the loss: a file, JSON, or - for stdin', '-')
    .option('--json', 'as JSON; the fault too')
    .action(check);
  withExamples(command, [
    ['lossmith check loss.json', 'a file'],
    [
      `lossmith check '{"kind":"matching","link":{"kind":"exp","rate":-1}}'`,
      'says that link.rate must be greater than 0',
    ],
    ['for f in losses/*.json; do lossmith check $f || exit; done', 'in continuous integration'],
  ]);
}
