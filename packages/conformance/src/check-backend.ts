import { LossmithOptionError } from '@lossmith/core';
import type { AnyFamily } from '@lossmith/core/backend';
import type { Case } from './case.js';
import { allCases } from './cases/all-cases.js';
import { tableCase } from './cases/structure.js';
import type { ExactFile } from './exact/exact-values.js';
import { fault } from './fault.js';
import { openHarness } from './harness.js';
import type { CaseResult, Report } from './report/report.js';
import { runCase } from './run-case.js';
import type { Subject } from './subject.js';

export interface CheckOptions {
  /** A part of the cases, in seconds rather than minutes. Default false. */
  readonly quick?: boolean;
  /** Only the cases whose id holds this text. */
  readonly only?: string;
  /** More files of exact values, such as `scripts/generate.py --random` writes, by the name their cases are to have. */
  readonly values?: Readonly<Record<string, ExactFile>>;
  /** Families of losses that these values speak of, besides those of the house. */
  readonly families?: readonly AnyFamily[];
  /** Called after each case. */
  readonly onCase?: (result: CaseResult, done: number, count: number) => void;
}

/** The cases of a run. */
export function casesFor(
  subject: Subject,
  { quick = false, only, values, families }: CheckOptions = {},
): readonly Case[] {
  const all = allCases(subject, values, families);
  return all.filter((one) => (one.quick || !quick) && (only === undefined || one.id.includes(only)));
}

/** Deviations that speak of no case there is. */
export function strayDeviations(subject: Subject, { values, families }: CheckOptions): readonly CaseResult[] {
  const { knownDeviations = [] } = subject;
  if (knownDeviations.length === 0) return [];
  const known = new Set(allCases(subject, values, families).map(({ id }) => id));
  return knownDeviations
    .filter((deviation) => !known.has(deviation.case))
    .map((deviation) => ({
      id: deviation.case,
      level: 'structure',
      status: 'failed',
      faults: [fault('deviation', 'a known deviation names this case, which does not exist')],
      known: [],
      deviations: [],
      worst: {},
    }));
}

function checkSubject({ backend, run, precision, storage }: Partial<Subject>): void {
  const wrong = (what: string, advice: string) => new LossmithOptionError('subject', what, advice);
  if (typeof backend?.emit !== 'function' || typeof backend.lowerings !== 'object') {
    throw wrong('its backend has no emit or no lowerings', 'give { contract: 1, name, lowerings, emit }');
  }
  if (typeof run !== 'function') throw wrong('it has no run', 'give a function (artifact, inputs) => results');
  if (storage !== undefined && storage !== 'float16')
    throw wrong(`storage is ${String(storage)}`, "give 'float16', or nothing");
  if (precision === 'float32' || precision === 'float64') return;
  throw wrong(`precision is ${String(precision)}`, "give 'float32' or 'float64', that of the arithmetic");
}

/**
 * Runs the kit on a backend: no test runner needed. Resolves to a report, which says what is wrong; rejects only where the
 * kit itself is given nonsense. Cases run one after the other.
 */
export async function checkBackend<Artifact>(subject: Subject<Artifact>, options: CheckOptions = {}): Promise<Report> {
  checkSubject(subject as Subject);
  const harness = openHarness(subject as Subject);
  const cases = casesFor(subject as Subject, options);
  if (cases.length === 0)
    throw new LossmithOptionError('only', `no case has '${options.only}' in its id`, 'see the ids in a report');
  const stray = strayDeviations(subject as Subject, options);
  const results: CaseResult[] = [...stray];
  const missing = cases.find(({ id }) => id === tableCase);
  const first = missing === undefined ? undefined : await runCase(missing, harness);
  if (first !== undefined) results.push(first);
  const rest = first?.status === 'failed' ? [] : cases.filter((one) => one !== missing);
  for (const one of rest) {
    const result = await runCase(one, harness);
    results.push(result);
    options.onCase?.(result, results.length, cases.length);
  }
  await harness.release();
  const { backend } = subject;
  const skipped = cases.length + stray.length - results.length;
  return {
    backend: backend.name,
    precision: harness.format,
    quick: options.quick === true,
    passed: results.every(({ status }) => status !== 'failed'),
    skipped,
    cases: results,
  };
}
