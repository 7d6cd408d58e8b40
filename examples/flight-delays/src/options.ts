import { parseArgs } from 'node:util';
import { DEFAULT_EPOCHS } from './train.js';
import type { HeldOut } from './training-data.js';

export interface Options {
  readonly seeds: number;
  readonly epochs: number;
  readonly split: HeldOut;
  /** Folder for report.html and results.json. */
  readonly out?: string;
  /** File for the standalone SVG picture. */
  readonly picture?: string;
  readonly json: boolean;
  readonly help: boolean;
}

export class OptionError extends Error {}

export const usage = `Usage: demo flights [options]
  --seeds N          repeat with N splits and initial weights, 1 to 50 (default 5)
  --epochs N         passes over the training flights, 1 to 200 (default ${DEFAULT_EPOCHS})
  --out FOLDER       where report.html and results.json go (default: out, beside src)
  --picture FILE     also write one picture, a standalone .svg
  --json             print the results as JSON instead of text
  --quick            2 seeds, 1 epoch: only to see that it runs
  --split NAME       judge on the 'test' flights (default) or, to tune, on 'validation'
  --help             print this`;

const knownOptions = {
  seeds: { type: 'string' },
  epochs: { type: 'string' },
  out: { type: 'string' },
  picture: { type: 'string' },
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  split: { type: 'string', default: 'test' },
  help: { type: 'boolean', default: false },
} as const;

function parse(args: readonly string[]) {
  // `pnpm demo -- --quick` hands the separator on to the script.
  const own = args[0] === '--' ? args.slice(1) : [...args];
  try {
    return parseArgs({ args: own, options: knownOptions, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new OptionError((error as Error).message);
  }
}

function readCount(name: string, text: string | undefined, fallback: number, most: number): number {
  if (text === undefined) return fallback;
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new OptionError(`--${name} takes a whole number from 1 to ${most}, not '${text}'`);
}

export function readOptions(args: readonly string[]): Options {
  const { seeds, epochs, split, out, picture, json, quick, help } = parse(args);
  if (split !== 'test' && split !== 'validation') {
    throw new OptionError(`--split takes 'test' or 'validation', not '${split}'`);
  }
  if (picture !== undefined && !picture.endsWith('.svg')) {
    throw new OptionError(`--picture writes an SVG, so the file name must end in .svg: '${picture}'`);
  }
  if (out === '') throw new OptionError('--out takes a folder, not an empty name');
  return {
    seeds: readCount('seeds', seeds, quick ? 2 : 5, 50),
    epochs: readCount('epochs', epochs, quick ? 1 : DEFAULT_EPOCHS, 200),
    split,
    ...(out !== undefined && { out }),
    ...(picture !== undefined && { picture }),
    json,
    help,
  };
}
