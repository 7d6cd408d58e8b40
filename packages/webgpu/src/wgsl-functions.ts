import { boundedExponential, expm1, exponential, twoTo } from './exponential-functions.js';
import { log1p, logarithm, power } from './logarithm-functions.js';
import {
  differenceError,
  extreme,
  fromBits,
  isNan,
  opaque,
  productError,
  signOf,
  timesZero,
} from './number-functions.js';
import { mergedLogSumExp, mergedSoftmax } from './online-softmax.js';
import type { FunctionName, WgslFunction } from './wgsl-function.js';

/**
 * Each is emitted only where a shader calls it. The native exp and log are not accurate enough (63 ulp for exp over its range, no
 * digit of log beside 1), and natives drop NaN; see DESIGN.md.
 */
const functions: Readonly<Record<FunctionName, WgslFunction>> = {
  from_bits: fromBits,
  opaque,
  difference_error: differenceError,
  product_error: productError,
  is_nan: isNan,
  two_to: twoTo,
  exponential,
  bounded_exponential: boundedExponential,
  expm1,
  logarithm,
  log1p,
  merged_softmax: mergedSoftmax,
  merged_log_sum_exp: mergedLogSumExp,
  power,
  minimum: extreme('minimum', '<'),
  maximum: extreme('maximum', '>'),
  sign_of: signOf,
  times_zero: timesZero,
};

/** The text of functions and of all they call, in the order of the table. */
export function functionsText(used: ReadonlySet<FunctionName>): string {
  const all = new Set<FunctionName>();
  const include = (name: FunctionName): void => {
    all.add(name);
    functions[name].calls.forEach(include);
  };
  used.forEach(include);
  const names = Object.keys(functions) as FunctionName[];
  return names
    .filter((name) => all.has(name))
    .map((name) => functions[name].text)
    .join('\n\n');
}
