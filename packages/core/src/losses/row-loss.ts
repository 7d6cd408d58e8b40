import {
  divide,
  equal,
  exp,
  index,
  input,
  log,
  logSumExp,
  multiply,
  negate,
  parameter,
  select,
  subtract,
  sum,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { kappa } from '../links/distances.js';
import type { Link } from '../links/link.js';
import type { ExactExample } from './family.js';
import { positiveKey, wordKey } from './keys.js';
import { linkFunctions } from './link-terms.js';
import { type LossParts, targetInput } from './loss.js';
import {
  atPredicted,
  divergenceOfLabels,
  divergenceOfProbabilities,
  divergenceOfScores,
  matchingOfScores,
} from './row-targets.js';
import type { Transform } from './transform.js';

/** What a loss over a row of scores is made of. */
export interface RowValues {
  readonly form: 'matching' | 'divergence';
  readonly target: 'score' | 'probability' | 'label';
  /** τ. */
  readonly temperature: number;
  readonly transform: Link;
}

/** A row of scores (standard), a row of probabilities, or the index of the observed class. */
export const rowTargetKey = wordKey(['score', 'probability', 'label'], 'score');
export const temperatureKey = positiveKey(1);

const transformOf = ({ transform, temperature }: RowValues): Transform => ({
  functions: linkFunctions(transform, 'transform'),
  temperature: parameter('temperature', temperature),
});

/** A loss over rows of scores, of U = T/τ. */
export function rowLoss(values: RowValues): LossParts {
  const { form, target } = values;
  const at = transformOf(values);
  const predicted = atPredicted(at);
  const ofTarget = {
    score: () => (form === 'matching' ? matchingOfScores(at, predicted) : divergenceOfScores(at, predicted)),
    probability: () => divergenceOfProbabilities(predicted),
    label: () => divergenceOfLabels(predicted),
  };
  const { plainGradient, ...expressions } = ofTarget[target]();
  const inputs = [targetInput(target, target === 'label' ? '' : 'i')];
  return { axes: 'i', coupled: true, inputs, expressions, plainGradient };
}

/** The row losses in terms of U and log q = U − log Σ e^U. */
export function rowFormula(values: RowValues): Expression {
  const { functions, temperature } = transformOf(values);
  const over = (x: Expression) => divide(x, temperature);
  const U = (z: Expression) => over(functions.h(z));
  const logQ = (z: Expression) => subtract(U(z), logSumExp(U(z), 'i'));
  const [predicted, observed] = [input('predicted', 'i'), input('target', 'i')];
  if (values.target === 'label') {
    return negate(sum(select(equal(index('i'), input('target')), logQ(predicted), 0), 'i'));
  }
  if (values.target === 'probability') return sum(multiply(observed, subtract(log(observed), logQ(predicted))), 'i');
  if (values.form === 'divergence') {
    return sum(multiply(exp(logQ(observed)), subtract(logQ(observed), logQ(predicted))), 'i');
  }
  const slope = over(functions.sensitivity(observed));
  const rise = sum(multiply(multiply(subtract(predicted, observed), slope), exp(logQ(observed))), 'i');
  return subtract(subtract(logSumExp(U(predicted), 'i'), logSumExp(U(observed), 'i')), rise);
}

/** q = softmax(u). */
function sharesOf(u: readonly number[]): readonly number[] {
  const top = Math.max(...u);
  const weights = u.map((one) => Math.exp(one - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The largest variance under q that errors of up to these sizes can have: at most their mean square, about 0 or about that of class `top`. */
function largestVariance(q: readonly number[], errors: readonly number[], top: number): number {
  const about = (center: number, skipped: number) =>
    q.reduce(
      (sum, share, k) => (k === skipped || share === 0 ? sum : sum + share * ((errors[k] as number) + center) ** 2),
      0,
    );
  return Math.min(about(0, -1), about(errors[top] as number, top));
}

/** The part of each d that is rounded: of a line what is left after a shift of all classes, which is taken from ŝ − s with what that lost. */
function roundedParts({ transform, temperature }: RowValues, d: readonly number[], top: number): readonly number[] {
  const linear = linkFunctions(transform, 'transform').terms.every(({ shape }) => shape === 'linear');
  const shared = linear ? (d[top] as number) : 0;
  return d.map((one) => Math.abs(one - shared) / temperature);
}

/**
 * Where all d = U(ŝ) − U(s) are nearly the same, the loss is L = ½σ², σ² their variance under q(s). What each is rounded to, three quarters of a unit
 * in it, has a variance of up to η², which moves the loss to ½(σ + η)² = L + ησ + ½η². The top class is set against itself, which with fused
 * multiply-add leaves what its own d lost by rounding.
 */
export function rowFloor(
  values: RowValues,
  { predicted, target, loss, differences, outputs }: ExactExample,
  unit: number,
): number {
  const { target: kind, transform, temperature } = values;
  if (kind !== 'score') return 0;
  const u = outputs(transform).map((h) => h / temperature);
  const steps = 1 + Math.max(...[...predicted, ...target].map((z) => kappa(transform.spec, z)));
  const top = u.indexOf(Math.max(...u));
  const rounded = roundedParts(values, differences(transform), top).map((d) => 0.75 * unit * d);
  const eta = steps * Math.sqrt(largestVariance(sharesOf(u), rounded, top));
  return eta * Math.sqrt(2 * loss) + 0.5 * eta * eta + 0.5 * (rounded[top] as number) ** 2;
}
