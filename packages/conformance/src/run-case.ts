import type { Case, Level } from './case.js';
import { covers, type KnownDeviation } from './deviations.js';
import { type Fault, type Finding, fault } from './fault.js';
import { float32Limits } from './float32-limits.js';
import { float64Limits } from './float64-limits.js';
import { type OpenHarness, ResultError } from './harness.js';
import type { CaseResult } from './report/report.js';
import type { Subject } from './subject.js';

/** What went wrong where a case could not be brought to its end. */
function faultOf(error: unknown): Fault {
  if (error instanceof ResultError) return error.fault;
  const text =
    error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' | ') : String(error);
  return fault('error', text);
}

/** Deviations of a case: those the subject declares, which it must need, and those that every backend of its precision may have. */
function deviationsOf({ knownDeviations = [], precision }: Subject, id: string) {
  const limits = precision === 'float32' ? float32Limits : float64Limits;
  const concerns = (deviation: KnownDeviation) => deviation.case === id;
  return { declared: knownDeviations.filter(concerns), granted: limits.filter(concerns) };
}

/**
 * Levels that ask for numbers, and that of bad data, after which an artifact has to serve as before. The others ask what an
 * artifact is, or what is left in it by earlier calls: they have their own.
 */
const sharing: ReadonlySet<Level> = new Set<Level>(['values', 'data', 'properties', 'failures']);

async function findingOf(one: Case, harness: OpenHarness): Promise<Finding> {
  try {
    return await one.check(sharing.has(one.level) ? harness.shared : harness);
  } catch (error) {
    return { faults: [faultOf(error)] };
  }
}

/** Runs one case and sets its faults against the known deviations. */
export async function runCase(one: Case, harness: OpenHarness): Promise<CaseResult> {
  const { id, level, family } = one;
  const { declared, granted } = deviationsOf(harness.subject, id);
  const { faults, worst = {} } = await findingOf(one, harness);
  // What broke here is not to be found broken by the next case.
  if (faults.length > 0) await harness.release();
  const isCovered = (found: Fault) => [...declared, ...granted].some((known) => covers(known, id, found));
  const open = faults.filter((found) => !isCovered(found));
  const unneeded = declared.filter((known) => !faults.some((found) => covers(known, id, found)));
  const generous = declared.filter(
    (known) => !unneeded.includes(known) && known.size > 2 * largestShare(known, faults),
  );
  const all = [
    ...open,
    ...unneeded.map((known) => unneededFault(known, faults)),
    ...generous.map((known) => generousFault(known, faults)),
  ];
  const status = all.length > 0 ? 'failed' : faults.length > 0 ? 'deviates' : 'passed';
  const deviations = status === 'deviates' ? [...new Set([...declared, ...granted])] : declared;
  const known = faults.filter(isCovered);
  return { id, level, ...(family === undefined ? {} : { family }), status, faults: all, known, deviations, worst };
}

/** The largest fault that a deviation concerns, in multiples of the bar. */
function largestShare({ output }: KnownDeviation, faults: readonly Fault[]): number {
  const concerned = faults.filter((found) => output === undefined || found.output === output);
  return Math.max(0, ...concerned.map(({ share }) => share));
}

function generousFault(known: KnownDeviation, faults: readonly Fault[]): Fault {
  const measured = largestShare(known, faults).toPrecision(3);
  return fault(
    known.output ?? 'deviation',
    `the known deviation allows ${known.size} × the bar, more than twice the ${measured} × measured: lower it`,
  );
}

/** Why a declared deviation covers nothing: there is no such fault, or a larger one. */
function unneededFault(known: KnownDeviation, faults: readonly Fault[]): Fault {
  const { output, size } = known;
  const largest = largestShare(known, faults);
  const named = output ?? 'all outputs';
  if (largest === 0) {
    return fault(output ?? 'deviation', `the known deviation (${named}, ${size} ×) is no longer needed: delete it`);
  }
  return fault(
    output ?? 'deviation',
    `off by ${largest.toPrecision(3)} × the bar, the known deviation (${named}) allows ${size} ×`,
  );
}
