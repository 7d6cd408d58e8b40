import {
  evaluate,
  type Loss,
  LossmithInputError,
  LossmithOptionError,
  LossmithShapeError,
  links,
  losses,
  presets,
} from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import type { SequenceLogProbabilities } from './sequence-log-probabilities.js';

/** What a model says of the chosen and the rejected completion of each prompt. */
export interface PreferenceLogProbabilities {
  readonly chosen: SequenceLogProbabilities;
  readonly rejected: SequenceLogProbabilities;
}

/** A loss of preferences, and what it is taken of. */
export interface Judge {
  readonly loss: Loss;
  /** Of whole completions, or means over their tokens. */
  readonly per: 'completion' | 'token';
}

export interface JudgeOptions {
  /** What the reference model says; losses without a reference do not look at it. */
  readonly reference?: PreferenceLogProbabilities;
  /** By their names. Default: DPO, IPO, a sinh link and AlphaPO. */
  readonly judges?: Readonly<Record<string, Judge>>;
}

/** What one loss says of a set of preferences. */
export interface Judgement {
  readonly name: string;
  /** The mean over the pairs. */
  readonly loss: number;
  /** The share of pairs in which the chosen one leads. */
  readonly accuracy: number;
  /** (π_c − ref_c) − (π_r − ref_r) as the loss takes it, before β: mean, and standard deviation over the pairs. */
  readonly margin: { readonly mean: number; readonly deviation: number };
}

/** A link that is steep at both ends: leads far from the wanted one count more than in proportion. */
const selective = losses.preference(links.sinh({ rate: 2 }), { beta: 0.1, target: 'gap', gap: 0.5 });

export const defaultJudges: Readonly<Record<string, Judge>> = Object.freeze({
  DPO: { loss: presets.dpo({ beta: 0.1 }), per: 'completion' },
  IPO: { loss: presets.ipo({ beta: 0.1 }), per: 'token' },
  'sinh link': { loss: selective, per: 'completion' },
  AlphaPO: { loss: presets.alphaPo({ beta: 2.5, gamma: 0.25, alpha: 0.25 }), per: 'token' },
});

const values = (given: SequenceLogProbabilities, per: Judge['per']) => (per === 'token' ? given.means : given.sums);

/** Rows (chosen, rejected), flat. */
function rowsOf({ chosen, rejected }: PreferenceLogProbabilities, per: Judge['per']): Float64Array {
  const [first, second] = [values(chosen, per), values(rejected, per)];
  return Float64Array.from({ length: 2 * first.length }, (_, k) => (k % 2 === 0 ? first : second)[k >> 1] as number);
}

const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((sum, one) => sum + one, 0) / x.length;

function checkPairs(name: string, given: PreferenceLogProbabilities | undefined, expected?: number): number {
  const [chosen, rejected] = [given?.chosen?.sums?.length, given?.rejected?.sums?.length];
  if (chosen === undefined || rejected === undefined) {
    const advice = 'give { chosen, rejected }, both of sequenceLogProbabilities';
    throw new LossmithInputError(name, 'is no set of preferences', advice);
  }
  if (chosen === 0) throw new LossmithInputError(name, 'is empty', 'give at least one pair');
  if (rejected !== chosen)
    throw new LossmithShapeError(`${name}.rejected`, [rejected], [chosen], 'give one for each chosen one');
  if (expected !== undefined && chosen !== expected)
    throw new LossmithShapeError(name, [chosen], [expected], 'give the same pairs as of the policy');
  return chosen;
}

/** The loss of one judge, with the reference where it takes one. */
function judgement(
  name: string,
  { loss, per }: Judge,
  policy: PreferenceLogProbabilities,
  options: JudgeOptions,
): Judgement {
  checkLoss(loss);
  if (loss.items !== 2)
    throw new LossmithOptionError(`judges['${name}']`, 'is no loss of preferences', 'make one with losses.preference');
  const predicted = rowsOf(policy, per);
  const takesReference = loss.inputs.some((input) => input.name === 'reference') && options.reference !== undefined;
  const reference = takesReference ? rowsOf(options.reference as PreferenceLogProbabilities, per) : undefined;
  const shape = [predicted.length / 2, 2];
  const data = { predicted, shape, ...(reference === undefined ? {} : { reference }) };
  const found = evaluate(loss, data, { reduction: 'mean' }).loss[0] as number;
  const lead = predicted.map((x, k) => x - (reference?.[k] ?? 0));
  const margins = Float64Array.from(
    { length: lead.length / 2 },
    (_, k) => (lead[2 * k] as number) - (lead[2 * k + 1] as number),
  );
  const mean = meanOf(margins);
  const deviation = Math.sqrt(meanOf(margins.map((x) => (x - mean) ** 2)));
  return { name, loss: found, accuracy: meanOf(margins.map((x) => Number(x > 0))), margin: { mean, deviation } };
}

/** Rows of a table as text, columns padded to their widest entry. */
function tableOf(rows: readonly Judgement[]): string {
  const cells = rows.map(({ name, loss, accuracy, margin }) => [
    name,
    loss.toFixed(4),
    `${(100 * accuracy).toFixed(1)} %`,
    `${margin.mean.toFixed(3)} ± ${margin.deviation.toFixed(3)}`,
  ]);
  const all = [['loss', 'mean', 'accuracy', 'margin'], ...cells];
  const widths = [0, 1, 2, 3].map((k) => Math.max(...all.map((row) => (row[k] as string).length)));
  const line = (row: readonly string[]) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] as number) : cell.padStart(widths[k] as number))).join('  ');
  return all.map((row) => line(row).trimEnd()).join('\n');
}

/**
 * What several losses say of a set of preferences: loss, accuracy and margins, as rows and as a table to print. Losses that have no target of their own per pair are judged; lengths
 * are what AlphaPO and IPO divide by.
 */
export function judgePreferences(
  policy: PreferenceLogProbabilities,
  options: JudgeOptions = {},
): { readonly rows: readonly Judgement[]; readonly table: string } {
  checkOptions(options, ['reference', 'judges']);
  const pairs = checkPairs('policy', policy);
  if (options.reference !== undefined) checkPairs('reference', options.reference, pairs);
  const rows = Object.entries(options.judges ?? defaultJudges).map(([name, judge]) =>
    judgement(name, judge, policy, options),
  );
  return { rows, table: tableOf(rows) };
}
