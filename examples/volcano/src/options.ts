import { parseArgs } from 'node:util';
import { STRENGTHS } from './contenders.js';
import type { Plan } from './experiment.js';
import { MOST_SEEDS } from './interval.js';

export interface Options {
  readonly plan: Plan;
  /** Folder for report.html and results.json. */
  readonly out?: string;
  /** Also write results.json, the table of README.md and docs/volcano.svg. */
  readonly write: boolean;
  /** Train nothing: show the committed results.json. */
  readonly redraw: boolean;
  readonly help: boolean;
}

export class OptionError extends Error {}

const DEFAULT_SEEDS = 20;

export const usage = `Usage: demo [options]
  --seeds N      repeat with N surveys and starts, 1 to ${MOST_SEEDS} (default ${DEFAULT_SEEDS})
  --quick        2 seeds, one strength: only to see that it runs
  --out FOLDER   where report.html and results.json go (default: out, beside src)
  --write        also write what is committed: results.json, the tables of README.md, docs/volcano.svg
  --redraw       the same of the committed results.json: trains nothing
  --help         print this
demo flights     the second story: noisy labels, and a tie`;

const knownOptions = {
  seeds: { type: 'string' },
  quick: { type: 'boolean', default: false },
  out: { type: 'string' },
  write: { type: 'boolean', default: false },
  redraw: { type: 'boolean', default: false },
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

function readSeeds(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_SEEDS) return count;
  throw new OptionError(`--seeds takes a whole number from 1 to ${MOST_SEEDS}, not '${text}'`);
}

export function readOptions(args: readonly string[]): Options {
  const { seeds, quick, out, write, redraw, help } = parse(args);
  if (out === '') throw new OptionError('--out takes a folder, not an empty name');
  if (redraw && (quick || seeds !== undefined)) {
    throw new OptionError('--redraw trains nothing, so that it takes neither --seeds nor --quick');
  }
  if (write && (quick || seeds !== undefined)) {
    throw new OptionError('--write writes what is committed, which is of all seeds: leave out --seeds and --quick');
  }
  return {
    plan: { seeds: readSeeds(seeds, quick ? 2 : DEFAULT_SEEDS), strengths: quick ? [3] : STRENGTHS },
    ...(out !== undefined && { out }),
    write: write || redraw,
    redraw,
    help,
  };
}
