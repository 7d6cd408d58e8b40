import { alongAxis, blockSum, elementwise, filled, simpleLowerings } from '../simple-lowerings.js';
import { full, quick, toFloat16, type WrongBackend } from './wrong-backend.js';

const { fround } = Math;
const exp = (x: number) => fround(Math.exp(x));

/** One operation is wrong in its own right, and its own case says so. */
const byItself = (name: string, op: string, says: RegExp, apply: (x: number, y: number, w: number) => number) =>
  quick(name, `values/operation ${op}`, says, { lowerings: { [op]: elementwise(apply) } });

/** e^x as GPUs approximate it, the error growing with x. */
const roughExp = (x: number) => Math.exp(x) * (1 + 1e-4 * Math.sin(x));

const singles: readonly WrongBackend[] = [
  byItself('x − y the other way round', 'subtract', /subtract\(.* is -?[\d.e+-]+, exactly/, (x, y) => y - x),
  byItself('x ÷ y the other way round', 'divide', /divide\(.*exactly/, (x, y) => y / x),
  byItself('naive softplus log(1 + eˣ)', 'softplus', /softplus\(.*exactly/, (x) => Math.log(fround(1 + exp(x)))),
  byItself('naive log1p', 'log1p', /log1p\(1\.0{7}1e-7\) is 1\.19\d+e-7.* ulp off/, (x) => Math.log(fround(1 + x))),
  byItself('naive expm1', 'expm1', /expm1\(1\.0{7}1e-7\) is 1\.19\d+e-7.* ulp off/, (x) => exp(x) - 1),
  byItself('sigmoid clamped at ±18', 'sigmoid', /sigmoid\(-30\) is 1\.5\d+e-8, exactly 9\.35/, (x) => {
    return 1 / (1 + Math.exp(-Math.max(-18, Math.min(18, x))));
  }),
  byItself('sigmoid that divides infinity', 'sigmoid', /sigmoid\(.*NaN/, (x) => exp(2 * x) / fround(1 + exp(2 * x))),
  byItself('tanh that is NaN beyond 44', 'tanh', /tanh\(60\) is NaN, exactly 1/, (x) => {
    return fround(exp(2 * x) - 1) / fround(exp(2 * x) + 1);
  }),
  byItself('asinh without digits left of 0', 'asinh', /asinh\(-.*ulp off/, (x) => {
    return Math.log(fround(x + fround(Math.sqrt(fround(fround(x * x) + 1)))));
  }),
  byItself('χ as it is defined', 'gammaP1Integral', /gammaP1Integral\(0\.1.*ulp off/, (d) =>
    fround(fround(d - 1) + exp(-d)),
  ),
  byItself('a fast exponential', 'exp', /exp\(3\).*ulp off/, roughExp),
  byItself('a fast reciprocal for division', 'divide', /divide\(.*ulp off/, (x, y) => x * toFloat16(1 / y)),
  byItself('a fast inverse square root', 'sqrt', /sqrt\(.*ulp off/, (x) => (x === 0 ? 0 : Math.sqrt(x) * 1.001)),
  byItself('a power to whole exponents only', 'power', /power\(.*ulp off/, (x, y) => x ** Math.trunc(y)),
  byItself('logarithm to base 2', 'log', /log\(.*ulp off/, Math.log2),
  byItself(
    'a minimum that drops a NaN on its left',
    'minimum',
    /minimum\(NaN, 1\.5\) is 1\.5, expected NaN/,
    (x, y) => {
      return Number.isNaN(x) ? y : Math.min(x, y);
    },
  ),
  byItself(
    'a maximum that drops a NaN on its right',
    'maximum',
    /maximum\(1\.5, NaN\) is 1\.5, expected NaN/,
    (x, y) => {
      return Number.isNaN(y) ? x : Math.max(x, y);
    },
  ),
  byItself('an exponential that overflows at 88', 'exp', /exp\(88\.69.*\) is Infinity, exactly 3\.3/, (x) => {
    return x > 88 ? Number.POSITIVE_INFINITY : Math.exp(x);
  }),
  byItself('a hypot1 by x²', 'hypot1', /hypot1\(.*e\+38\) is Infinity/, (x) => Math.sqrt(fround(1 + fround(x * x)))),
  byItself('less as less or equal', 'less', /less\(.*, .*\) is 1, exactly 0/, (x, y) => (x <= y ? 1 : 0)),
  byItself('equal with a tolerance', 'equal', /equal\(.*\) is 1, exactly 0/, (x, y) => {
    return Math.abs(x - y) < 1e-6 ? 1 : 0;
  }),
  byItself('or that excludes', 'or', /or\(1, 1\) is 0, exactly 1/, (x, y) => (x !== y ? 1 : 0)),
  byItself('the sign of 0 is 1', 'sign', /sign\(0\) is 1, exactly 0/, (x) => (x < 0 ? -1 : 1)),
  byItself('the sign of −0 is −1', 'sign', /sign\(-0\) is -1, exactly 0/, (x) => (1 / x < 0 ? -1 : x > 0 ? 1 : 0)),
  byItself('select with its branches exchanged', 'select', /select\(/, (c, x, y) => (c !== 0 ? y : x)),
];

const otherAxis = { i: 'j', j: 'i' } as const;

/** Operations that are right for ordinary numbers or single ones, and wrong for others. */
export const wrongOperations: readonly WrongBackend[] = [
  ...singles,
  quick('exp flushed to zero below −80', 'properties/points between', /(loss|gradient|hessian) at .* is 0/, {
    lowerings: { exp: elementwise((x) => (x < -80 ? 0 : Math.exp(x))) },
  }),
  quick('select by arithmetic, which lets NaN through', 'data/mean, a mask, NaN under it', /loss.* is NaN/, {
    lowerings: { select: elementwise((c, x, y) => (c !== 0 ? 1 : 0) * x + (c !== 0 ? 0 : 1) * y) },
  }),
  full(
    'less or equal as not greater',
    'failures/NaN in target: golden/matching(exp()',
    /loss of row 3 is .*, expected NaN/,
    {
      lowerings: { lessEqual: elementwise((x, y) => (y < x ? 0 : 1)) },
    },
  ),
  full('rows cut after 16 classes', 'values/longRows/softmax() ×', /loss at ŝ = \[.*, …\].* ulp off/, {
    lowerings: {
      sum: alongAxis((row) => blockSum(row.subarray(0, 16))),
    },
  }),
  quick('the largest of a row from 0 on', 'values/operations along axes', /max.* is 0, expected -8/, {
    lowerings: { max: alongAxis((row) => row.reduce((most, x) => Math.max(most, x), 0)) },
  }),
  quick('the largest of a row without its NaN', 'values/operations along axes', /max, value 2 .*expected NaN/, {
    lowerings: { max: alongAxis((row) => Math.max(...row.filter((x) => !Number.isNaN(x)))) },
  }),
  quick('pairs summed along the other axis', 'values/operations along axes', /pairs, value 0 of rows/, {
    lowerings: {
      sum: (args, instruction, block) =>
        simpleLowerings.sum(
          args,
          args[0]?.axes === 'ij' ? { ...instruction, axis: otherAxis[instruction.axis ?? 'i'] } : instruction,
          block,
        ),
    },
  }),
  quick('rows added up in float16', 'values/operations along axes', /sum, value 1 of rows/, {
    lowerings: { sum: alongAxis((row) => row.reduce((sum, x) => toFloat16(sum + x), 0)) },
  }),
  quick('classes counted from 1', 'values/operations along axes', /index, value 0 .* is 1, expected 0/, {
    lowerings: { index: filled((_, items, k) => (k % items) + 1) },
  }),
  quick('rows padded to four classes', 'values/operations along axes', /size, value 0 .* is 4, expected 3/, {
    lowerings: { size: filled((_, items) => 4 * Math.ceil(items / 4)) },
  }),
  quick('constants printed with six decimals', 'values/golden/matching', /(loss|gradient) at .* ulp off/, {
    lowerings: { constant: filled(({ value }) => Number((value as number).toFixed(6))) },
  }),
  quick('every result in float16', 'values/operation add', /add\(.*ulp off/, {
    lowerings: { add: elementwise((x, y) => toFloat16(x + y)) },
  }),
];
