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

/** The same as two polynomials of x², which a processor works out side by side. */
export function polynomialInHalves(x: Expression, coefficients: readonly number[]): Expression {
  const square = multiply(x, x);
  const half = (odd: number) => coefficients.filter((_, k) => (coefficients.length - 1 - k) % 2 === odd);
  return add(multiply(polynomial(square, half(1)), x), polynomial(square, half(0)));
}

/** The first `count` terms of Σ coefficient(k)·xᵏ. */
export function series(x: Expression, count: number, coefficient: (k: number) => number): Expression {
  return polynomial(
    x,
    Array.from({ length: count }, (_, k) => coefficient(count - 1 - k)),
  );
}

export function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}
