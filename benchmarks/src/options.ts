import { parseArgs } from 'node:util';

export const usage = `pnpm bench [PACKAGE…] [OPTIONS]

Runs the benchmarks of the packages (all of them by default), each in a process of its own, and prints medians, ratios and bars.

  --write             writes benchmarks/results.json, the tables of docs/performance.md and docs/benchmarks.md, and the picture
  --redraw            writes tables and picture from results.json, without running anything
  --seconds N         how long the rounds of a task take; at least 3 rounds are run (2; with --compare 0.5, and one)

  --compare REF       runs what is here and commit REF in turn, and prints ratios with 95 % intervals
  --affected          with --compare: only packages that have changed since REF, or depend on what has
  --launches N        with --compare: how many times both are started anew, 2 to 31 (5); each gives one ratio
  --fail-above RATIO  with --compare: code 1 where a whole interval lies above this
`;

const spec = {
  write: { type: 'boolean' },
  redraw: { type: 'boolean' },
  seconds: { type: 'string' },
  compare: { type: 'string' },
  affected: { type: 'boolean' },
  launches: { type: 'string' },
  'fail-above': { type: 'string' },
  help: { type: 'boolean' },
} as const;

export interface Options {
  readonly packages: readonly string[];
  readonly help: boolean;
  readonly write: boolean;
  readonly redraw: boolean;
  readonly seconds: number;
  readonly compare?: string | undefined;
  readonly affected: boolean;
  readonly launches: number;
  readonly failAbove: number;
}

function numberOf(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (text?.trim() === '' || !(value >= least && value <= most))
    throw new Error(`--${name} is to be a number from ${least} to ${most}, not '${text}'`);
  return value;
}

/** Packages by their folders' names; all of them where none is named. */
function named(given: readonly string[], known: readonly string[]): readonly string[] {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`'${unknown}' is no package with benchmarks: name some of ${known.join(', ')}`);
  return given.length === 0 ? known : given;
}

/** Reads the command line. Throws, with what to write instead, where it makes no sense. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, positionals } = parseArgs({ args: [...args], options: spec, allowPositionals: true });
  const { compare, affected = false, write = false, redraw = false, help = false } = values;
  const comparing = compare !== undefined;
  const alone = ['affected', 'launches', 'fail-above'].find(
    (name) => values[name as keyof typeof values] !== undefined,
  );
  if (!comparing && alone !== undefined) throw new Error(`--${alone} belongs to --compare REF`);
  if (comparing && (write || redraw)) throw new Error('--compare writes nothing: leave --write and --redraw out');
  const launches = numberOf('launches', values.launches, 5, 2, 31);
  if (!Number.isInteger(launches)) throw new Error(`--launches is to be a whole number, not '${values.launches}'`);
  return {
    packages: named(positionals, known),
    seconds: numberOf('seconds', values.seconds, comparing ? 0.5 : 2, 0, 3600),
    failAbove: numberOf('fail-above', values['fail-above'], Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY),
    ...{ help, write, redraw, compare, affected, launches },
  };
}
