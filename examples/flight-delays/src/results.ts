import { losses } from '@lossmith/tfjs';
import { bestConstant } from './best-constant.js';
import { contenders } from './contenders.js';
import type { ExperimentPlan, Run } from './experiment.js';
import { describeFindings } from './findings.js';
import type { Flight } from './flights.js';
import { delayOf, isLate, LATE_MINUTES, REGION_EDGE } from './region.js';
import { splitRows } from './split.js';
import { type SummaryRow, summarize } from './summary.js';

/** Everything a run found out, as it is written to results.json; nothing in it depends on the clock. */
export interface Results {
  readonly data: { readonly flights: number; readonly lateShare: number; readonly heldOut: number };
  readonly region: { readonly minutes: number; readonly score: number };
  readonly plan: ExperimentPlan;
  readonly contenders: readonly ContenderResult[];
  readonly summary: readonly SummaryRow[];
  readonly findings: readonly string[];
  readonly runs: readonly Run[];
}

export interface ContenderResult {
  readonly id: string;
  readonly name: string;
  readonly loss: { readonly link?: object };
  /** Why the link is as it is, where `suggestLink` chose it. */
  readonly why?: string;
  /** The loss whose link's sensitivity weighs the examples. */
  readonly weightsFrom?: object;
  /** The h-mean of all flights outside the test set. */
  readonly bestConstant: { readonly score: number; readonly minutes: number };
}

export function collectResults(flights: readonly Flight[], plan: ExperimentPlan, runs: readonly Run[]): Results {
  const { train, validation, test } = splitRows(flights.length, 1);
  const known = [...train, ...validation].sort((a, b) => a - b).map((row) => flights[row]!.score);
  const summary = summarize(runs);
  return {
    data: {
      flights: flights.length,
      lateShare: flights.filter(({ score }) => isLate(score)).length / flights.length,
      heldOut: plan.split === 'test' ? test.length : validation.length,
    },
    region: { minutes: LATE_MINUTES, score: REGION_EDGE },
    plan,
    contenders: contenders.map((contender) => {
      const score = bestConstant(contender, known);
      return {
        id: contender.id,
        name: contender.name,
        loss: losses.matching(contender.link).spec,
        ...(contender.weightsFrom && { weightsFrom: losses.matching(contender.weightsFrom).spec }),
        ...(contender.why !== undefined && { why: contender.why }),
        bestConstant: { score, minutes: delayOf(score) },
      };
    }),
    summary,
    findings: describeFindings(summary, runs),
    runs,
  };
}
