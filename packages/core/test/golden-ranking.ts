import { readFileSync } from 'node:fs';
import type { LossInputs } from '../src/data/loss-inputs.js';
import type { Link } from '../src/links/link.js';
import * as losses from '../src/losses/index.js';
import type { Loss } from '../src/losses/loss.js';
import { readLink } from '../src/read-link.js';

type Row = readonly number[];

/** One of shared/golden/ranking.json, whose README says what the fields are; numbers are text there. */
export interface RankingCase {
  readonly id: string;
  readonly targets: string;
  readonly link?: object;
  readonly transform?: object;
  readonly form?: 'matching' | 'divergence';
  readonly temperature?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly loss: string;
  readonly gradient: unknown;
  readonly gradientMagnitude?: unknown;
  readonly allOrderedPairs?: { readonly loss: string; readonly gradient: unknown };
  readonly published?: { readonly value: string; readonly scale: string; readonly offset: string };
}

export const rankingCases: readonly RankingCase[] = JSON.parse(
  readFileSync(new URL('../../conformance/golden/ranking.json', import.meta.url), 'utf8'),
).cases;

/** Decimal text as numbers, words and structure as they are. */
export function numbersIn(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => numbersIn(entry));
  if (typeof value === 'string') return key === 'kind' ? value : Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, numbersIn(entry, name)]));
}

const linkOf = (json: object | undefined): Link => readLink(numbersIn(json), 'link');

/** Rows made as long as the longest, and which entries are there. */
export function padded(rows: readonly Row[]): { readonly values: number[][]; readonly mask: number[][] } {
  const items = Math.max(1, ...rows.map((row) => row.length));
  const fill = (of: (k: number, row: Row) => number) =>
    rows.map((row) => Array.from({ length: items }, (_, k) => of(k, row)));
  return { values: fill((k, row) => row[k] ?? 0), mask: fill((k, row) => (k < row.length ? 1 : 0)) };
}

/** Graded labels as rows that sum to one. */
const shares = (rows: readonly number[][]) =>
  rows.map((row) => row.map((grade) => grade / row.reduce((total, one) => total + one, 0)));

/** Lists of items or rows: data for `evaluate`. */
function listInputs({ input, targets }: RankingCase): LossInputs {
  const [predicted, target, weight] = ['predicted', 'target', 'rowWeight'].map((name) => numbersIn(input[name])) as [
    Row[],
    Row[] | Row,
    Row | undefined,
  ];
  const { values, mask } = padded(predicted);
  const kept =
    input.mask === undefined ? mask : padded((input.mask as boolean[][]).map((row) => row.map(Number))).values;
  const given = Array.isArray(target[0]) ? padded(target as Row[]).values : (target as number[]);
  const rows = targets === 'probability' ? shares(given as number[][]) : given;
  const all = kept.flat().every((one) => one === 1);
  return { predicted: values, target: rows, ...(all ? {} : { mask: kept }), ...(weight && { weight: [...weight] }) };
}

type Named = Readonly<Record<string, number | readonly number[]>>;

/** One entry per example of an input that may be one number for all, or left out. */
const column = (input: Named, name: string, examples: number, otherwise: number) =>
  Array.from(
    { length: examples },
    (_, k) => [input[name] ?? otherwise].flat()[k] ?? ([input[name] ?? otherwise].flat()[0] as number),
  );

function preferenceCase({ id, link, transform, input }: RankingCase): {
  readonly loss: Loss;
  readonly inputs: LossInputs;
} {
  const given = numbersIn(input) as Named;
  const examples = [given.policyChosen].flat().length;
  const of = (name: string, otherwise = 0) => column(given, name, examples, otherwise);
  const rows = (kind: string) => {
    const [chosen, rejected] = [of(`${kind}Chosen`), of(`${kind}Rejected`)];
    const [first, second] = [of('lengthChosen', 1), of('lengthRejected', 1)];
    return chosen.map((one, k) => [one / (first[k] as number), (rejected[k] as number) / (second[k] as number)]);
  };
  const data = { predicted: rows('policy'), reference: rows('reference') };
  const beta = given.beta as number;
  if (id.includes('/f-dpo/')) {
    const options = { beta, transform: linkOf(transform) };
    return { loss: losses.preference(linkOf({ kind: 'sigmoid' }), options), inputs: data };
  }
  if (id.includes('/ipo/')) {
    const own = linkOf({ kind: 'identity', amplitude: String(2 / beta ** 2) });
    return { loss: losses.preference(own, { beta, target: 'gap', gap: 0.5 }), inputs: data };
  }
  if (given.gap !== undefined) {
    return { loss: losses.preference(linkOf(link), { beta, target: 'gap' }), inputs: { ...data, target: of('gap') } };
  }
  const smoothing = given.labelSmoothing === undefined ? {} : { labelSmoothing: given.labelSmoothing as number };
  return { loss: losses.preference(linkOf(link), { beta, ...smoothing }), inputs: data };
}

function listLoss(golden: RankingCase): Loss {
  const { id, link, transform, form = 'divergence', targets } = golden;
  const temperature = Number(golden.temperature ?? 1);
  const kind = id.split('/')[0];
  if (kind === 'pair-score') return losses.pairwise(linkOf(link));
  if (kind === 'pair-relevance') return losses.pairwise(linkOf(link), { target: 'relevance' });
  if (kind === 'distillation') return losses.distillation({ transform: linkOf(transform), form, temperature });
  const target = targets as 'score';
  if (kind === 'pair-composite') return losses.pairwiseComposite(linkOf(transform), { form, target, temperature });
  return losses.compositeSoftmax(linkOf(transform), { form: form as 'divergence', target, temperature });
}

/** What the library has for the case; undefined where it asks for something else (given pairs, ties that count ½, CoSENT's derived rows, sums of two losses). */
export function lossOf(golden: RankingCase): { readonly loss: Loss; readonly inputs: LossInputs } | undefined {
  const { id, input } = golden;
  if (input.pairs !== undefined || /half|cosent|sppo|nca|bco/.test(id)) return undefined;
  if (id.startsWith('preference/')) return preferenceCase(golden);
  return { loss: listLoss(golden), inputs: listInputs(golden) };
}
