import {
  absolute,
  add,
  and,
  exp,
  less,
  multiply,
  narrow,
  negate,
  select,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { coshRestFloat32, sinhRestFloat32 } from '../operations/coefficients.js';
import { polynomialByPairs } from '../operations/series.js';
import type { Point } from './base-link.js';
import type { LossAndGradient } from './link.js';
import { farthest, isModerate, narrowed } from './narrowed.js';

/** The loss of eᵘ or of e⁻ᵘ is growth·area, its gradient growth·rise, each times a factor. */
interface Side {
  readonly growth: Expression;
  readonly area: Expression;
  readonly rise: Expression;
}

/** Up to there the differences of e^{±δ} from the beginnings of their series are had by polynomials. */
const beginning = 1.75;

const half = 0.5;

/** For |δ| < 7/4: area (e^δ − 1 − δ)/δ² and rise (e^δ − 1)/δ, behind those of −δ. cosh δ and sinh δ without the beginnings of their series are in both. */
function beside({ target, difference }: Point): { ahead: Side; behind: Side } {
  const d = narrow(difference);
  const even = multiply(polynomialByPairs(square(d), coshRestFloat32), square(d));
  const odd = multiply(polynomialByPairs(square(d), sinhRestFloat32), d);
  // What is largest comes last, so that it hides what was rounded before.
  const [ahead, behind] = [add(add(even, odd), half), add(subtract(even, odd), half)];
  return {
    ahead: { growth: narrow(exp(target)), area: ahead, rise: add(multiply(ahead, d), 1) },
    behind: { growth: narrow(exp(negate(target))), area: behind, rise: subtract(1, multiply(behind, d)) },
  };
}

/** Beyond: area e^δ − 1 − δ and rise e^δ − 1, behind those of −δ with the sign of the rise turned. */
function away({ target, difference }: Point): { ahead: Side; behind: Side } {
  const [up, down] = [narrow(exp(difference)), narrow(exp(negate(difference)))];
  return {
    ahead: { growth: narrow(exp(target)), area: subtract(up, narrow(add(difference, 1))), rise: subtract(up, 1) },
    behind: {
      growth: narrow(exp(negate(target))),
      area: add(down, narrow(subtract(difference, 1))),
      rise: subtract(1, down),
    },
  };
}

type Sides = ReturnType<typeof beside>;
type Sum = (sides: Sides, of: 'area' | 'rise') => Expression;

/** The matching loss of a sum of sides, times `share`. `general` is left with what would leave float32's range. */
function bySides(point: Point, lowest: number, share: number, sum: Sum, general: LossAndGradient): LossAndGradient {
  const { target, difference } = point;
  const [scale, amplitude] = [multiply(point.scale, share), multiply(point.amplitude, share)];
  const d = narrow(difference);
  const size = absolute(difference);
  const atBeginning = lowest === -beginning ? less(absolute(d), beginning) : and(less(lowest, d), less(d, beginning));
  const near = and(atBeginning, less(absolute(target), farthest));
  const moderate = and(isModerate(absolute(scale)), isModerate(absolute(amplitude)));
  const ordinary = and(less(add(absolute(target), size), farthest), moderate);
  const [short, long] = [beside(point), away(point)];
  const chosen = (short: Expression, long: Expression, other: Expression) =>
    select(near, short, select(ordinary, long, other));
  const [area, rise] = [multiply(square(difference), scale), multiply(difference, amplitude)];
  return narrowed(
    {
      loss: chosen(multiply(sum(short, 'area'), area), multiply(sum(long, 'area'), scale), general.loss),
      gradient: chosen(
        multiply(sum(short, 'rise'), narrow(rise)),
        multiply(sum(long, 'rise'), amplitude),
        narrow(general.gradient),
      ),
    },
    general,
  );
}

/** The matching loss of eᵘ where a backend narrows values: eᵘφ(δ) and eᵘ(e^δ − 1), φ(t) = eᵗ − 1 − t. */
export const expNarrowed = (point: Point, general: LossAndGradient): LossAndGradient =>
  bySides(point, -1, 1, ({ ahead }, of) => multiply(ahead.growth, ahead[of]), general);

/** That of sinh u: half the sum of the exp link's and of its mirror's. */
export const sinhNarrowed = (point: Point, general: LossAndGradient): LossAndGradient =>
  bySides(
    point,
    -beginning,
    0.5,
    ({ ahead, behind }, of) => add(multiply(ahead.growth, ahead[of]), multiply(behind.growth, behind[of])),
    general,
  );
