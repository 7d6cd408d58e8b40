import {
  absolute,
  add,
  divide,
  erfc,
  exp,
  less,
  maximum,
  multiply,
  negate,
  select,
  sign,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { erfcFloat32, erfcFloat64, ierfcFloat32, ierfcFloat64 } from './coefficients.js';
import { factorial } from './factorial.js';
import type { Precision } from './operation.js';
import { polynomial, series } from './series.js';

type Args = readonly Expression[];

const erfcCoefficients = { float32: erfcFloat32, float64: erfcFloat64 };
const ierfcCoefficients = { float32: ierfcFloat32, float64: ierfcFloat64 };
/** How many terms of the power series of erf each precision needs. */
const erfTerms: Readonly<Record<Precision, number>> = { float32: 7, float64: 13 };

/** erfc z = e^{−z²} Q((z−3)/(z+3))/(z+3) for z ≥ 0; scripts/coefficients.py makes Q. */
export function expandErfc(args: Args, precision: Precision): Expression {
  const x = args[0] as Expression;
  const z = absolute(x);
  const place = divide(subtract(z, 3), add(z, 3));
  const scaled = divide(polynomial(place, erfcCoefficients[precision]), add(z, 3));
  const tail = multiply(exp(negate(square(z))), scaled);
  return select(less(x, 0), subtract(2, tail), tail);
}

/** e^{−z²} R((z−3)/(z+3))/(z+3)² for z ≥ 0; for x < 0 that of |x| and 2|x|. */
export function expandIerfc(args: Args, precision: Precision): Expression {
  const x = args[0] as Expression;
  const z = absolute(x);
  const place = divide(subtract(z, 3), add(z, 3));
  const scaled = divide(divide(polynomial(place, ierfcCoefficients[precision]), add(z, 3)), add(z, 3));
  const tail = multiply(exp(negate(square(z))), scaled);
  return add(tail, multiply(maximum(negate(x), 0), 2));
}

export function expandErf(args: Args, precision: Precision): Expression {
  const x = args[0] as Expression;
  const z = absolute(x);
  const terms = series(square(x), erfTerms[precision], (k) => (-1) ** k / (factorial(k) * (2 * k + 1)));
  const near = multiply(multiply(x, 2 / Math.sqrt(Math.PI)), terms);
  return select(less(z, 0.5), near, multiply(sign(x), subtract(1, erfc(z))));
}
