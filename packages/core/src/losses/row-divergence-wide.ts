import {
  absolute,
  add,
  divide,
  equal,
  exp,
  less,
  log1p,
  max,
  maximum,
  multiply,
  negate,
  select,
  square,
  subtract,
  sum,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { factorial } from '../operations/factorial.js';
import { polynomialByPairs } from '../operations/series.js';
import { type Differences, riseTo } from './online-softmax.js';
import { perTemperature } from './transform.js';

/** What a loss of rows takes of q = softmax(U(s)) and q̂ = softmax(U(ŝ)) themselves. */
export interface WideDivergence {
  readonly loss: Expression;
  readonly cost: Expression;
  readonly shift: Expression;
  readonly target: Expression;
  readonly predicted: Expression;
  /** max |U(ŝ) − U(s)|. */
  readonly farthest: Expression;
}

/** Rows whose d lie less far apart have weights and exponentials that float64 can hold. */
const widest = 500;

const curveCoefficients = Array.from({ length: 9 }, (_, k) => 1 / factorial(10 - k));

/** φ(x) = eˣ − 1 − x, from eˣ: a few digits are lost at most. */
const curveOf = (x: Expression, power: Expression): Expression =>
  select(
    less(absolute(x), 0.5),
    multiply(square(x), polynomialByPairs(x, curveCoefficients)),
    subtract(subtract(power, 1), x),
  );

/** e⁻ᴰ − 1, from e⁻ᴰ. */
const fallOf = (loss: Expression, decay: Expression): Expression =>
  select(less(loss, 1e-5), multiply(loss, subtract(multiply(loss, 0.5), 1)), subtract(decay, 1));

/**
 * Row divergences where float64 arithmetic leaves digits to spare, in two exponentials per class, wₖ = e^{Uₖ(s) − max U(s)} and eˣ, x = d − m, and three
 * walks: D = log1p(Σ q·φ(x)) with φ(x) = eˣ − 1 − x, q̂ = q·eˣ·e⁻ᴰ and q̂ − q = q·((φ(x) + x)·e⁻ᴰ + (e⁻ᴰ − 1)), which beside the optimum is as good as x is.
 * m = Σ q·d need not be exact: D feels the square of its error. Where d lie too far apart for that, eˣ is that of U(s) + d less its maximum, which gives q̂ by
 * itself, and D by the logarithm of its sum.
 */
export function rowDivergenceWide(
  u: Expression,
  { difference, temperature }: Differences,
  costs: Expression,
): WideDivergence {
  const d = perTemperature(difference, temperature);
  const [above, below] = [max(d, 'i'), max(negate(d), 'i')];
  const near = less(add(above, below), widest);
  const rise = riseTo(u, max(u, 'i'));
  const weight = exp(rise);
  const perTotal = divide(1, sum(weight, 'i'));
  // A shift of all classes has to leave exactly nothing.
  const mean = select(equal(above, negate(below)), above, multiply(sum(multiply(weight, d), 'i'), perTotal));
  const ahead = add(rise, d);
  const highest = max(ahead, 'i');
  const x = select(near, subtract(d, mean), subtract(ahead, highest));
  const power = exp(x);
  const curve = curveOf(x, power);
  const gathered = sum(select(near, multiply(weight, curve), power), 'i');
  const excess = subtract(multiply(gathered, perTotal), select(near, 0, 1));
  const divergence = add(log1p(excess), select(near, 0, subtract(highest, mean)));
  const loss = select(less(divergence, 0), 0, divergence);
  const decay = exp(negate(loss));
  const share = select(near, multiply(perTotal, decay), divide(1, gathered));
  const target = multiply(weight, perTotal);
  const predicted = multiply(multiply(power, share), select(near, weight, 1));
  const moved = add(multiply(add(curve, x), share), multiply(perTotal, fallOf(loss, decay)));
  return {
    loss,
    cost: multiply(sum(multiply(weight, costs), 'i'), perTotal),
    shift: select(near, multiply(weight, moved), subtract(predicted, target)),
    target,
    predicted,
    farthest: maximum(above, below),
  };
}
