import { LossmithOptionError } from '@lossmith/core';
import type { Case } from './case.js';
import { allCases } from './cases/all-cases.js';
import { tableCase } from './cases/structure.js';
import { covers, type KnownDeviation } from './deviations.js';
import { type Door, openDoor, ResultError } from './door.js';
import type { ExactFile } from './exact/exact-values.js';
import { type Fault, type Finding, fault } from './fault.js';
import { float32Limits } from './float32-limits.js';
import type { CaseResult, Report } from './report/report.js';
import type { Subject } from './subject.js';

export interface CheckOptions {
  /** A part of the cases, in seconds rather than minutes. Default false. */
  readonly quick?: boolean;
  /** Only the cases whose id holds this text. */
  readonly only?: string;
  /** More files of exact values, such as `scripts/generate.py --random` writes, by the name their cases are to have. */
  readonly values?: Readonly<Record<string, ExactFile>>;
  /** Called after each case. */
  readonly onCase?: (result: CaseResult, done: number, count: number) => void;
}

/** The cases of a run. */
export function casesFor(subject: Subject, { quick = false, only, values }: CheckOptions = {}): readonly Case[] {
  const all = allCases(subject, values);
  return all.filter((one) => (one.quick || !quick) && (only === undefined || one.id.includes(only)));
}

/** What went wrong where a case could not be brought to its end. */
function faultOf(error: unknown): Fault {
  if (error instanceof ResultError) return error.fault;
  const text =
    error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' | ') : String(error);
  return fault('error', text);
}

/** Deviations of a case: those the subject declares, which it must need, and those that every float32 backend may have. */
function deviationsOf({ knownDeviations = [], precision }: Subject, id: string) {
  const limits = precision === 'float32' ? float32Limits : [];
  const concerns = (deviation: KnownDeviation) => deviation.case === id;
  return { declared: knownDeviations.filter(concerns), granted: limits.filter(concerns) };
}

async function findingOf(one: Case, door: Door): Promise<Finding> {
  try {
    return await one.check(door);
  } catch (error) {
    return { faults: [faultOf(error)] };
  }
}

/** Runs one case and sets its faults against the known deviations. */
export async function runCase(one: Case, door: Door): Promise<CaseResult> {
  const { id, level, family } = one;
  const { declared, granted } = deviationsOf(door.subject, id);
  const { faults, worst = {} } = await findingOf(one, door);
  const isCovered = (found: Fault) => [...declared, ...granted].some((known) => covers(known, id, found));
  const open = faults.filter((found) => !isCovered(found));
  const unneeded = declared.filter((known) => !faults.some((found) => covers(known, id, found)));
  const all = [...open, ...unneeded.map((known) => unneededFault(known, faults))];
  const status = all.length > 0 ? 'failed' : faults.length > 0 ? 'deviates' : 'passed';
  const deviations = status === 'deviates' ? [...new Set([...declared, ...granted])] : declared;
  return { id, level, ...(family === undefined ? {} : { family }), status, faults: all, deviations, worst };
}

/** Why a declared deviation covers nothing: there is no such fault, or a larger one. */
function unneededFault({ output, size }: KnownDeviation, faults: readonly Fault[]): Fault {
  const named = output ?? 'all outputs';
  const concerned = faults.filter((found) => output === undefined || found.output === output);
  const largest = Math.max(...concerned.map(({ share }) => share));
  if (concerned.length === 0) {
    return fault(output ?? 'deviation', `the known deviation (${named}, ${size} ×) is no longer needed: delete it`);
  }
  return fault(
    output ?? 'deviation',
    `off by ${largest.toPrecision(3)} × the bar, the known deviation (${named}) allows ${size} ×`,
  );
}

/** Deviations that speak of no case there is. */
export function strayDeviations(subject: Subject, { values }: CheckOptions): readonly CaseResult[] {
  const { knownDeviations = [] } = subject;
  if (knownDeviations.length === 0) return [];
  const known = new Set(allCases(subject, values).map(({ id }) => id));
  return knownDeviations
    .filter((deviation) => !known.has(deviation.case))
    .map((deviation) => ({
      id: deviation.case,
      level: 'structure',
      status: 'failed',
      faults: [fault('deviation', 'a known deviation names this case, which does not exist')],
      deviations: [],
      worst: {},
    }));
}

function checkSubject({ backend, run, precision }: Partial<Subject>): void {
  const wrong = (what: string, advice: string) => new LossmithOptionError('subject', what, advice);
  if (typeof backend?.emit !== 'function' || typeof backend.lowerings !== 'object') {
    throw wrong('its backend has no emit or no lowerings', 'give { contract: 1, name, lowerings, emit }');
  }
  if (typeof run !== 'function') throw wrong('it has no run', 'give a function (artifact, inputs) => results');
  if (precision === 'float32' || precision === 'float64') return;
  throw wrong(`precision is ${String(precision)}`, "give 'float32' or 'float64', that of the arithmetic");
}

/**
 * Runs the kit on a backend: no test runner needed. Resolves to a report, which says what is wrong; rejects only where the
 * kit itself is given nonsense. Cases run one after the other.
 */
export async function checkBackend<Artifact>(subject: Subject<Artifact>, options: CheckOptions = {}): Promise<Report> {
  checkSubject(subject as Subject);
  const door = openDoor(subject as Subject);
  const cases = casesFor(subject as Subject, options);
  if (cases.length === 0)
    throw new LossmithOptionError('only', `no case has '${options.only}' in its id`, 'see the ids in a report');
  const stray = strayDeviations(subject as Subject, options);
  const results: CaseResult[] = [...stray];
  const missing = cases.find(({ id }) => id === tableCase);
  const first = missing === undefined ? undefined : await runCase(missing, door);
  if (first !== undefined) results.push(first);
  const rest = first?.status === 'failed' ? [] : cases.filter((one) => one !== missing);
  for (const one of rest) {
    const result = await runCase(one, door);
    results.push(result);
    options.onCase?.(result, results.length, cases.length);
  }
  const { backend, precision } = subject;
  const skipped = cases.length + stray.length - results.length;
  return {
    backend: backend.name,
    precision,
    quick: options.quick === true,
    passed: results.every(({ status }) => status !== 'failed'),
    skipped,
    cases: results,
  };
}
