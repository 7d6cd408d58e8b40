import { add, constant, multiply } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/** The polynomial with these coefficients, highest power first, by Horner's rule. */
export function polynomial(x: Expression, coefficients: readonly number[]): Expression {
  return coefficients
    .slice(1)
    .reduce<Expression>(
      (total, coefficient) => add(multiply(total, x), coefficient),
      constant(coefficients[0] as number),
    );
}

/** The same with neighbours joined by x, then pairs by x², and so on (Estrin 1960), so that few steps wait for one another. */
export function polynomialByPairs(x: Expression, coefficients: readonly number[]): Expression {
  const terms = coefficients.map((coefficient) => constant(coefficient)).reverse();
  const joined = (power: Expression, level: readonly Expression[]): Expression => {
    const [first, ...rest] = level as [Expression, ...Expression[]];
    if (rest.length === 0) return first;
    const pairs = level.map((low, k) =>
      k + 1 < level.length ? add(multiply(level[k + 1] as Expression, power), low) : low,
    );
    return joined(
      multiply(power, power),
      pairs.filter((_, k) => k % 2 === 0),
    );
  };
  return joined(x, terms);
}

/** The first `count` terms of Σ coefficient(k)·xᵏ. */
export function series(x: Expression, count: number, coefficient: (k: number) => number): Expression {
  return polynomial(
    x,
    Array.from({ length: count }, (_, k) => coefficient(count - 1 - k)),
  );
}
