import { type Loss, LossmithOptionError } from '@lossmith/core';
import { type Command, Option } from 'commander';
import { type CompileOptions, compilers } from '../compilers.js';
import { withExamples } from '../examples.js';
import { given, toWords } from '../option-values.js';
import { readSpec } from '../read-spec.js';
import { writeResult } from '../whole-file.js';

interface Options extends CompileOptions {
  readonly to: string;
  readonly out?: string;
  readonly json?: true;
}

function checkOut(binary: boolean, { out, json }: Options): void {
  if (out !== undefined) return;
  if (json)
    throw new LossmithOptionError(
      'out',
      'is missing: with --json stdout holds what describes the file',
      'give --out FILE',
    );
  if (binary && process.stdout.isTTY)
    throw new LossmithOptionError(
      'out',
      'is missing, and stdout is a terminal',
      'give --out FILE, or send stdout to a file',
    );
}

async function compile(argument: string, options: Options): Promise<void> {
  const { to, out, json, ...choices } = options;
  const { binary, compile: compiled } = compilers[to as keyof typeof compilers];
  checkOut(binary, options);
  const loss: Loss = await readSpec(argument);
  const { content, ...about } = await compiled(loss, given(choices));
  await writeResult(out, [content]);
  if (json)
    await writeResult(undefined, [
      `${JSON.stringify({ to, file: out, bytes: Buffer.byteLength(content), ...about })}\n`,
    ]);
}

export function addCompile(program: Command): void {
  const command = program
    .command('compile')
    .description('A loss as a file for the stack you train on: its loss and its gradient.')
    .argument('<spec>', 'the loss: a file, JSON, or - for stdin')
    .addOption(new Option('--to <target>', 'what to make').choices(Object.keys(compilers)).makeOptionMandatory())
    .option('--out <file>', 'write there instead of to stdout')
    .option('--outputs <list>', 'which of loss, gradient, hessian', toWords)
    .addOption(new Option('--reduction <kind>', 'what becomes of many losses').choices(['none', 'sum', 'mean']))
    .option('--weight', 'takes a weight per example (onnx, wasm, wgsl)')
    .option('--mask', 'takes a mask (onnx, wasm, wgsl)')
    .addOption(
      new Option('--precision <type>', 'of data (onnx), or of arithmetic').choices(['float16', 'float32', 'float64']),
    )
    .addOption(
      new Option('--parameters <kind>', 'whether rates and the like stay open').choices(['constants', 'inputs']),
    )
    .option('--library <name>', 'whose arrays a Python file works on', 'numpy')
    .option('--package <name>', 'the package that JavaScript imports', '@lossmith/core')
    .option('--json', 'what describes the file, as JSON on stdout: names, types, places in memory')
    .action(compile);
  withExamples(command, [
    ['lossmith compile loss.json --to onnx --out loss.onnx', 'an ONNX model: predicted, target → loss, gradient'],
    ['lossmith compile loss.json --to wasm --out loss.wasm --json', 'a WebAssembly module, and where its data lie'],
    ['lossmith compile loss.json --to python > loss.py', 'for NumPy, XGBoost, LightGBM, scikit-learn'],
    ['lossmith compile loss.json --to wgsl --reduction none', 'a compute shader'],
    ['lossmith compile loss.json --to js --package @lossmith/tfjs', 'the code that builds it, to paste'],
  ]);
}
