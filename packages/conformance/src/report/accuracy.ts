import type { KnownDeviation } from '../deviations.js';
import type { OutputName } from '../exact/exact-values.js';
import type { Measure } from '../fault.js';
import type { Report } from './report.js';

/** The largest error of one output of one family of losses. */
export type AccuracyRow = Readonly<Partial<Record<OutputName, Measure>>>;

/** The largest errors of a backend by family: what a repository commits, and a test holds it to. */
export interface Accuracy {
  readonly backend: string;
  readonly precision: string;
  readonly families: Readonly<Record<string, AccuracyRow>>;
  /** What goes beyond, and why; not counted in `families`. */
  readonly deviations: readonly KnownDeviation[];
}

/** Rounded up to two digits, so that a committed figure is never below what it stands for. */
function roundUp(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.ceil(x / unit - 1e-9) * unit).toPrecision(2));
}

const rounded = ({ share, ulp, at }: Measure): Measure => ({ share: roundUp(share), ulp: roundUp(ulp), at });

export function accuracyOf({ backend, precision, cases }: Report): Accuracy {
  const families: Record<string, Partial<Record<OutputName, Measure>>> = {};
  for (const { family, worst, status } of cases) {
    if (family === undefined) continue;
    families[family] ??= {};
    const row = families[family];
    for (const [name, measure] of Object.entries(worst) as [OutputName, Measure][]) {
      if (status === 'deviates' && measure.share > 1) continue;
      if (row[name] === undefined || measure.share > row[name].share) row[name] = measure;
    }
  }
  const deviations = cases.filter(({ status }) => status === 'deviates').flatMap((result) => result.deviations);
  const toTwoDigits = (row: AccuracyRow) =>
    Object.fromEntries(Object.entries(row).map(([name, measure]) => [name, rounded(measure)]));
  const figures = Object.entries(families).map(([family, row]) => [family, toTwoDigits(row)] as const);
  return { backend, precision, families: Object.fromEntries(figures), deviations };
}

/** Small shares differ by more between versions of one runtime, whose Math.pow, say, is not the same. */
const settled = 0.1;

type Judge = (committed: number | undefined, measured: number) => string | undefined;

/** What a judge says of every figure that was measured. */
function judged(committed: Accuracy, measured: Accuracy, judge: Judge): readonly string[] {
  return Object.entries(measured.families).flatMap(([family, row]) =>
    (Object.entries(row) as [OutputName, Measure][]).flatMap(([output, { share }]) => {
      const verdict = judge(committed.families[family]?.[output]?.share, share);
      return verdict === undefined ? [] : [`${family}, ${output}: ${verdict}`];
    }),
  );
}

const exceeded: Judge = (figure, share) => {
  if (figure === undefined) return `committed undefined, measured ${share}`;
  return share > figure ? `${share} of the bar is more than the committed ${figure}` : undefined;
};

const exceededOrGenerous: Judge = (figure, share) =>
  figure !== undefined && figure > 2 * share && figure > settled
    ? `the committed ${figure} is more than twice ${share}`
    : exceeded(figure, share);

/** Where committed figures are exceeded by what was measured, be it of a part of the kit. */
export const exceededFigures = (committed: Accuracy, measured: Accuracy): readonly string[] =>
  judged(committed, measured, exceeded);

/** Where committed figures are exceeded, or are more than twice what the whole kit measures. */
export function staleFigures(committed: Accuracy, measured: Accuracy): readonly string[] {
  const unmeasured = judged(measured, committed, (found, figure) =>
    found === undefined ? `committed ${figure}, measured undefined` : undefined,
  );
  return [...unmeasured, ...judged(committed, measured, exceededOrGenerous)];
}
