import { contenders } from './contenders.js';
import type { Run } from './experiment.js';
import { middleOf, type Results } from './results.js';
import { formatMean } from './rows.js';
import { comparisonOf, errorOf } from './summary.js';
import { CONVERGED } from './train.js';

const nameOf = (contender: string) => contenders.find(({ id }) => id === contender)!.name;

const listed = (items: readonly string[]) => items.join(', ');

function atStrength({ runs }: Results, strength: number): string {
  const each = contenders
    .filter(({ graded }) => graded)
    .map(({ id, name }) => `${name} ${formatMean(errorOf(runs, { contender: id, strength }, 'matters'))}`);
  return `At strength ${strength}: ${listed(each)} m where it matters.`;
}

/** Errors over the other nine tenths, where all of these losses ask for less. */
function price({ runs, plan }: Results): string {
  const middle = middleOf({ ...plan });
  const each = contenders.map(
    ({ id, name, graded }) =>
      `${name} ${formatMean(errorOf(runs, { contender: id, strength: graded ? middle : 0 }, 'rest'))}`,
  );
  return `The price, on the other nine tenths of the map, at strength ${middle}: ${listed(each)} m.`;
}

function paired({ runs, plan }: Results): string {
  const own = { contender: 'exp', strength: middleOf(plan) };
  const rivals = [
    { contender: 'squared', strength: 0 },
    { contender: 'target', strength: own.strength },
    { contender: 'larger', strength: own.strength },
  ];
  const each = rivals.map((rival) => {
    const { difference, lower } = comparisonOf(runs, own, rival);
    return `${nameOf(rival.contender)} ${formatMean(difference)} m (lower in ${lower} of ${plan.seeds} seeds)`;
  });
  return `Seed by seed at strength ${own.strength}, the exp link less ${listed(each)}.`;
}

const named = ({ contender, strength, seed }: Run) => `${nameOf(contender)} at ${strength}, seed ${seed}`;

function convergence(runs: readonly Run[]): string {
  const largest = Math.max(...runs.map(({ slope }) => slope));
  const steps = Math.max(...runs.map((run) => run.steps));
  const open = runs.filter(({ slope }) => !(slope < CONVERGED));
  return (
    `${runs.length} runs, each until no step lowered its loss (at most ${steps} steps). What slope is left, |gradient|·|parameters| / loss, ` +
    `is at most ${largest.toExponential(1)}. Above ${CONVERGED}: ${open.length === 0 ? 'none' : listed(open.map(named))}.`
  );
}

/** What the figures say, in sentences that hold whatever they are. */
export function describeFindings(results: Results): readonly string[] {
  const { runs, plan } = results;
  const squared = formatMean(errorOf(runs, { contender: 'squared', strength: 0 }, 'matters'));
  return [
    `Squared error errs by ${squared} m where it matters.`,
    ...[middleOf(plan), plan.strengths.at(-1)!]
      .filter((strength, k, all) => all.indexOf(strength) === k)
      .map((strength) => atStrength(results, strength)),
    paired(results),
    price(results),
    convergence(runs),
  ];
}
