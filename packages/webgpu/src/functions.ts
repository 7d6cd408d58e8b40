import { exponentialCoefficients } from './coefficients.js';
import { mergedFolds, mergedTails } from './fold-functions.js';

/**
 * Functions in WGSL, each emitted only where a shader calls it. The native exp and log are not accurate enough (63 ulp for exp
 * over its range, no digit of log beside 1), and natives drop NaN; see the measurements in README.md.
 */
export type FunctionName =
  | 'from_bits'
  | 'is_nan'
  | 'two_to'
  | 'exponential'
  | 'log_one_plus'
  | 'merged_folds'
  | 'merged_tails'
  | 'bounded_exponential'
  | 'exponential_less_one'
  | 'logarithm'
  | 'power'
  | 'lower'
  | 'higher'
  | 'sign_of'
  | 'nothing_of';

export interface WgslFunction {
  readonly calls: readonly FunctionName[];
  readonly text: string;
}

/** By its bits: compilers fold a comparison of x with itself. */
const isNan: WgslFunction = {
  calls: [],
  text: `fn is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
};

/** WGSL has no literal for infinity and NaN, and compilers put constants together that must stay apart. */
const fromBits: WgslFunction = {
  calls: [],
  text: `fn from_bits(bits: u32) -> f32 {
  return bitcast<f32>(bits | call.nothing);
}`,
};

/** A polynomial in r, highest power first. */
const horner = (coefficients: readonly number[]): string =>
  coefficients.reduce((text, value) => (text === '' ? `${value}f` : `${value}f + r * (${text})`), '');

/**
 * 2ⁿ for whole n, −127 (as 0) to 127: beside 3·2²² the last bits of a number are those of its whole part. A conversion to i32 takes as
 * much time as half an exponential, as compilers see to it that it does not overflow.
 */
const twoTo: WgslFunction = {
  calls: [],
  text: `fn two_to(n: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(n + 12582912f) << 23u) + 0x3f800000u);
}`,
};

/** e^bounded = 2^n e^r, e^r = 1 + r + r² q: log 2 is in two parts, of which n times the first is exact. */
const reduced = `  let n = round(bounded * 1.442695f);
  let r = (bounded - n * 0.693359375f) + n * 0.00021219444f;
  let q = ${horner(exponentialCoefficients)};`;

const exponential: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `// e^x = 2^n e^r.
fn exponential(x: f32) -> f32 {
  let bounded = select(select(x, -88f, x < -88f), 89f, x > 89f);
${reduced}
  let whole = (1f + (r + r * r * q)) * two_to(select(n, 127f, n > 127f)) * select(1f, 2f, n > 127f);
  return select(whole, x, is_nan(x));
}`,
};

const boundedExponential: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `// e^min(x, 80).
fn bounded_exponential(x: f32) -> f32 {
  let bounded = select(select(x, -87.33f, x < -87.33f), 80f, x > 80f);
${reduced}
  return select(select((1f + (r + r * r * q)) * two_to(n), 0f, x < -87.33f), x, is_nan(x));
}`,
};

const exponentialLessOne: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `// e^x - 1 = 2^n (e^r - 1) + (2^n - 1).
fn exponential_less_one(x: f32) -> f32 {
  let bounded = select(select(x, -30f, x < -30f), 89f, x > 89f);
${reduced}
  let half = two_to(n - 1f);
  let rise = r + r * r * q;
  let grown = select(2f * (half * rise + (half - 0.5f)), rise, n == 0f);
  return select(grown, x, is_nan(x));
}`,
};

const logarithm: WgslFunction = {
  calls: ['from_bits'],
  text: `// log x = n log 2 + log(1 + f); with s = f/(2 + f): log(1 + f) = f - f^2/2 + s (f^2/2 + R).
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x) + 0x004afb0du;
  let n = f32(i32(bits >> 23u) - 127);
  let f = bitcast<f32>((bits & 0x007fffffu) + 0x3f3504f3u) - 1f;
  let s = f / (2f + f);
  let z = s * s;
  let R = z * (0.6666667f + z * (0.4f + z * (0.2857143f + z * 0.2222222f)));
  let h = 0.5f * f * f;
  let y = n * 0.693359375f + (f - (h - (s * (h + R) - n * 0.00021219444f)));
  let finite = select(y, x, (bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u);
  return select(select(finite, from_bits(0x7fc00000u), x < 0f), from_bits(0xff800000u), x == 0f);
}`,
};

const logOnePlus: WgslFunction = {
  calls: ['logarithm'],
  text: `// log(1 + x).
fn log_one_plus(x: f32) -> f32 {
  let s = x / (2f + x);
  let z = s * s;
  let R = z * (0.6666667f + z * (0.4f + z * (0.2857143f + z * 0.2222222f)));
  let h = 0.5f * x * x;
  return select(logarithm(1f + x), x - (h - s * (h + R)), (x > -0.29f) & (x < 0.41f));
}`,
};

const power: WgslFunction = {
  calls: ['exponential', 'logarithm'],
  text: `// x^y for x >= 0.
fn power(x: f32, y: f32) -> f32 {
  return select(exponential(y * logarithm(x)), 1f, (y == 0f) | (x == 1f));
}`,
};

/** The native functions drop NaN, and take longer. */
const extreme = (name: string, comparison: string): WgslFunction => ({
  calls: ['is_nan'],
  text: `fn ${name}(x: f32, y: f32) -> f32 {
  return select(select(y, x, x ${comparison} y), x + y, is_nan(x) | is_nan(y));
}`,
});

const signOf: WgslFunction = {
  calls: [],
  text: `fn sign_of(x: f32) -> f32 {
  return select(select(x, -1f, x < 0f), 1f, x > 0f);
}`,
};

/** Compilers fold 0·x to 0, though it is NaN where x is infinite or NaN. */
const nothingOf: WgslFunction = {
  calls: ['from_bits'],
  text: `fn nothing_of(x: f32) -> f32 {
  return select(0f, from_bits(0x7fc00000u), (bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u);
}`,
};

const functions: Readonly<Record<FunctionName, WgslFunction>> = {
  from_bits: fromBits,
  is_nan: isNan,
  two_to: twoTo,
  exponential,
  bounded_exponential: boundedExponential,
  exponential_less_one: exponentialLessOne,
  logarithm,
  log_one_plus: logOnePlus,
  merged_folds: mergedFolds,
  merged_tails: mergedTails,
  power,
  lower: extreme('lower', '<'),
  higher: extreme('higher', '>'),
  sign_of: signOf,
  nothing_of: nothingOf,
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
