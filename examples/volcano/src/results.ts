import { spreadOfStarts } from '@lossmith/core/design';
import { contenders } from './contenders.js';
import { heightsOf, type Model, type Outcome, type Plan, type Run, strengthsOf } from './experiment.js';
import { edgeOf } from './measure.js';
import type { Terrain } from './terrain.js';

/** How far the networks of all seeds lie apart, in metres. */
export interface Spread {
  readonly contender: string;
  readonly strength: number;
  readonly outside: number;
  readonly inside: number;
}

/** The network whose map is shown. */
export interface Shown {
  readonly contender: string;
  readonly strength: number;
  readonly seed: number;
  readonly model: Model;
}

/** Everything a run found out, as it is written to results.json; nothing in it depends on the clock. */
export interface Results {
  readonly plan: Plan;
  readonly runs: readonly Run[];
  readonly spread: readonly Spread[];
  readonly shown: readonly Shown[];
}

/** The strength of the maps: the middle one. */
export const middleOf = ({ strengths }: Plan): number => strengths[Math.floor(strengths.length / 2)]!;

function spreadOf(outcomes: readonly Outcome[], terrain: Terrain): Omit<Spread, 'contender' | 'strength'> {
  const predictions = outcomes.map(({ model }) => heightsOf(model, terrain));
  const [outside, inside] = spreadOfStarts({ predictions, target: terrain.heights, edges: [edgeOf(terrain)] });
  return { outside: outside!.spread, inside: inside!.spread };
}

/** The run in the middle by its error where it matters; of an even number the lower one. */
function medianOf(outcomes: readonly Outcome[]): Outcome {
  const sorted = [...outcomes].sort((a, b) => a.run.errors.matters - b.run.errors.matters);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

export function collectResults(terrain: Terrain, plan: Plan, outcomes: readonly Outcome[]): Results {
  const settings = contenders.flatMap((contender) =>
    strengthsOf(contender, plan.strengths).map((strength) => ({ contender: contender.id, strength })),
  );
  const of = ({ contender, strength }: (typeof settings)[number]) =>
    outcomes.filter(({ run }) => run.contender === contender && run.strength === strength);
  const middle = settings.filter(({ strength }) => strength === 0 || strength === middleOf(plan));
  return {
    plan,
    runs: outcomes.map(({ run }) => run),
    spread: plan.seeds < 2 ? [] : settings.map((setting) => ({ ...setting, ...spreadOf(of(setting), terrain) })),
    shown: middle.map((setting) => {
      const { run, model } = medianOf(of(setting));
      return { ...setting, seed: run.seed, model };
    }),
  };
}
