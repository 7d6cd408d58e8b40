import { expect, test } from 'vitest';
import * as b from './build.js';
import { printLatex, printText } from './print.js';

const [x, y, row] = [b.input('x'), b.input('y'), b.input('z', 'i')];
const predicted = b.input('predicted');

test.each([
  [b.subtract(x, b.subtract(y, 1)), 'x − (y − 1)', 'x - \\left(y - 1\\right)'],
  [b.subtract(b.subtract(x, y), 1), 'x − y − 1', 'x - y - 1'],
  [b.multiply(b.add(x, y), 2), '(x + y)·2', '\\left(x + y\\right) \\, 2'],
  [b.negate(b.multiply(x, y)), '−(x·y)', '-\\left(x \\, y\\right)'],
  [b.divide(x, b.multiply(y, x)), 'x/(y·x)', '\\frac{x}{y \\, x}'],
  [b.divide(x, b.divide(y, x)), 'x/(y/x)', '\\frac{x}{\\frac{y}{x}}'],
  [b.offset(x, 3), 'x − 3', 'x - 3'],
  [b.subtract(x, b.offset(y, 2)), 'x − (y − 2)', 'x - \\left(y - 2\\right)'],
  [b.power(b.add(x, 1), y), 'power(x + 1, y)', '\\left(x + 1\\right)^{y}'],
  [b.hypot1(x), 'hypot1(x)', '\\sqrt{1 + \\left(x\\right)^2}'],
  [b.absolute(b.subtract(x, y)), '|x − y|', '\\left|x - y\\right|'],
  [b.sigmoid(predicted), 'sigmoid(ŝ)', '\\sigma\\left(\\hat{s}\\right)'],
  [b.sum(b.multiply(row, b.index('i')), 'i'), 'sum_i(z[i]·i)', '\\sum_{i}\\left(z_{i} \\, i\\right)'],
  [b.sum(x, 'i'), 'x·K', 'x \\, K'],
  [
    b.and(b.less(x, y), b.lessEqual(y, 1)),
    '(x < y) and (y ≤ 1)',
    '\\left(x < y\\right) \\land \\left(y \\le 1\\right)',
  ],
  [b.parameter('link.rate', 2), 'link.rate', '\\mathrm{link.rate}'],
  [b.constant(-Infinity), '−∞', '-\\infty'],
  [b.constant(1e21), '1e+21', '1\\cdot 10^{21}'],
  [
    b.select(b.less(x, 0), 1, b.select(b.less(x, 1), 2, 3)),
    '(1 if x < 0 else (2 if x < 1 else 3))',
    '\\begin{cases} 1 & x < 0 \\\\ \\begin{cases} 2 & x < 1 \\\\ 3 & \\text{otherwise} \\end{cases} & \\text{otherwise} \\end{cases}',
  ],
  [b.integral((t) => b.multiply(x, t)), '∫₀¹ (x·t) dt', '\\int_0^1 x \\, t \\, dt'],
] as const)('%#: %o is printed with the brackets it needs and no others', (expression, text, latex) => {
  expect(printText(expression)).toBe(text);
  expect(printLatex(expression)).toBe(latex);
});

test('a choice inside a sum has one pair of brackets', () => {
  expect(printText(b.add(b.select(b.less(x, 0), x, y), 1))).toBe('(x if x < 0 else y) + 1');
});
