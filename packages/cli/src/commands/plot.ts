import { LossmithOptionError } from '@lossmith/core';
import { type Command, Option } from 'commander';
import { withExamples } from '../examples.js';
import { checkOneStdin } from '../open-input.js';
import { given, toNumber, toNumbers } from '../option-values.js';
import type { PlotOptions } from '../plot/plot-loss.js';
import { readScores } from '../read-scores.js';
import { readSpec } from '../read-spec.js';
import { writeResult } from '../whole-file.js';

interface Options extends Pick<PlotOptions, 'from' | 'to' | 'targets' | 'light'> {
  readonly scores?: string;
  readonly column?: string;
  readonly out?: string;
}

function formatOf(out: string | undefined): 'svg' | 'png' {
  if (out === undefined || /\.svg$/i.test(out)) return 'svg';
  if (/\.png$/i.test(out)) return 'png';
  throw new LossmithOptionError('out', `${out} is neither an SVG nor a PNG`, 'let its name end in .svg or .png');
}

async function plot(spec: string, { scores: path, column, out, ...options }: Options): Promise<void> {
  const format = formatOf(out);
  checkOneStdin(spec, path ?? '');
  const loss = await readSpec(spec);
  const scores = path === undefined ? undefined : await readScores(path, column);
  // Half a second of drawing library: not before all that was given is right.
  const { plotLoss } = await import('../plot/plot-loss.js');
  const svg = plotLoss(loss, given({ ...options, scores }) as PlotOptions);
  if (format === 'svg') return writeResult(out, [svg]);
  const { toPng } = await import('../plot/to-png.js');
  return writeResult(out, [await toPng(svg)]);
}

export function addPlot(program: Command): void {
  const command = program
    .command('plot')
    .description('A picture of a loss: its link, sensitivity, loss and gradient.')
    .argument('<spec>', 'the loss: a file, JSON, or - for stdin')
    .option('--from <score>', 'the first score drawn', toNumber)
    .option('--to <score>', 'the last score drawn', toNumber)
    .option('--targets <list>', 'targets of which the loss is drawn', toNumbers)
    .option('--scores <file>', 'observed scores, drawn as ticks: CSV or JSON lines, or - for stdin')
    .option('--column <name>', 'the column of the scores; the only one, or target, where left out')
    .addOption(new Option('--light <kind>', 'colours').choices(['light', 'dark']))
    .option('--out <file>', 'write there, .svg or .png, instead of SVG to stdout')
    .option('--json', 'errors as JSON')
    .action(plot);
  withExamples(command, [
    ['lossmith plot loss.json --out loss.svg', 'a picture'],
    [
      `lossmith plot '{"kind":"exp","rate":0.8}' --from -1 --to 4 --targets 0,3 > exp.svg`,
      'of a link, where and for what you say',
    ],
    ['lossmith plot loss.json --scores delays.csv --out loss.png', 'over your scores; a PNG needs @resvg/resvg-js'],
  ]);
}
