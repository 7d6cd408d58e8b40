import type { Case } from './case.js';
import { covers, type KnownDeviation } from './deviations.js';
import { type Door, ResultError } from './door.js';
import { type Fault, type Finding, fault } from './fault.js';
import { float32Limits } from './float32-limits.js';
import type { CaseResult } from './report/report.js';
import type { Subject } from './subject.js';

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
