import {
  absolute,
  add,
  and,
  divide,
  exp,
  less,
  lessEqual,
  maximum,
  multiply,
  negate,
  not,
  saturation,
  select,
  sign,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { series } from './series.js';

/**
 * The matching loss of the sigmoid link and h(ŝ) − h(s) where float64 arithmetic leaves digits to spare. Turned round so that δ = D > 0, with v and v̂ for u and û, ε = e^{−|v|}, π = ε/(1 + ε),
 * t = π for v > 0, −π elsewhere, the loss is tD + log(1 + r), r = −πw or π·w/(1 − w), w = 1 − e⁻ᴰ. For D < 0.03 it is a power series of D;
 * from 1 on max(v̂, 0) is taken out of the logarithm, r = (ε̂ − ε)/(1 + ε). So r lies within [−½, 1].
 */
export function wideSigmoid(args: readonly Expression[]): { readonly loss: Expression; readonly rise: Expression } {
  const [predicted, target, difference] = args as [Expression, Expression, Expression];
  const d = absolute(difference);
  const direction = sign(difference);
  const [v, ahead] = [multiply(target, direction), multiply(predicted, direction)];
  const right = less(0, v);
  const [decay, aheadDecay] = [exp(negate(absolute(v))), exp(negate(absolute(ahead)))];
  const rest = divide(1, add(decay, 1));
  const share = multiply(decay, rest);
  const t = select(right, share, negate(share));
  const w = saturation(d);
  const product = multiply(share, rest);
  const skew = add(multiply(t, 2), select(right, -1, 1));
  const fourth = add(multiply(product, -0.25), 1 / 24);
  const fifth = multiply(skew, add(multiply(product, -0.1), 1 / 120));
  const terms = add(multiply(add(multiply(add(multiply(fifth, d), fourth), d), multiply(skew, 1 / 6)), d), 0.5);
  const far = lessEqual(1, d);
  const beyond = multiply(subtract(aheadDecay, decay), rest);
  const r = select(far, beyond, multiply(t, divide(w, select(right, -1, subtract(w, 1)))));
  const s = divide(r, add(r, 2));
  const logarithm = multiply(
    s,
    series(square(s), 9, (k) => 2 / (2 * k + 1)),
  );
  const lead = select(and(far, not(right)), maximum(ahead, 0), 0);
  const closed = add(add(multiply(t, d), logarithm), lead);
  const rise = multiply(select(right, share, rest), divide(select(less(0, ahead), 1, aheadDecay), add(aheadDecay, 1)));
  return {
    loss: select(less(d, 0.03), multiply(multiply(product, square(d)), terms), closed),
    rise: multiply(multiply(rise, w), direction),
  };
}
