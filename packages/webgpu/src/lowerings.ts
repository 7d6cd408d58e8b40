import type { Lowering, Lowerings } from '@lossmith/core/backend';
import { atom, type Context, type Level, type Value, within } from './context.js';
import { hidden, literal } from './literal.js';
import type { FunctionName } from './wgsl-function.js';

type WgslLowering = Lowering<Value, Context>;

/** An infix operator; the operand to its right binds more tightly, so that the order of operations is that of the program. */
const infix =
  (symbol: string, level: Level): WgslLowering =>
  ([x, y]) => ({
    text: `${within(x as Value, level)} ${symbol} ${within(y as Value, (level + 1) as Level)}`,
    level,
  });

/**
 * Of truth values that are both worked out: && and || are branches, and compilers may take time that doubles with every one
 * of them (SwiftShader does).
 */
const logic =
  (symbol: '&' | '|'): WgslLowering =>
  ([x, y]) => ({ text: `${within(x as Value, 4)} ${symbol} ${within(y as Value, 4)}`, level: 0 });

const prefix =
  (symbol: string): WgslLowering =>
  ([x]) => ({ text: `${symbol}${within(x as Value, 5)}`, level: 4 });

const textOf = (args: readonly Value[]) => args.map(({ text }) => text).join(', ');

/** A native function that is exact. */
const native =
  (name: string): WgslLowering =>
  (args) =>
    atom(`${name}(${textOf(args)})`);

/** A function of our own. */
const own =
  (name: FunctionName): WgslLowering =>
  (args, _, { functions }) => {
    functions.add(name);
    return atom(`${name}(${textOf(args)})`);
  };

/**
 * Compilers make (x − c) − d to x − (c + d), and so lose what a constant in two parts is for: the second is hidden from them.
 */
const shift =
  (symbol: string): WgslLowering =>
  (args, instruction, context) => {
    const [x, y] = args as readonly [Value, Value];
    const apart = (own: Value, other: Value): Value =>
      own.constant !== undefined && other.shifted ? atom(hidden(own.constant, context)) : own;
    const value = infix(symbol, 2)([apart(x, y), apart(y, x)], instruction, context);
    return { ...value, shifted: x.constant !== undefined || y.constant !== undefined };
  };

/** xʸ for x ≥ 0; by roots and products where y is a small multiple of ¼, so that what is exact comes out so. */
const powerOf: WgslLowering = (args, instruction, context) => {
  const [x, y] = args as readonly [Value, Value];
  const quarters = 4 * Math.abs(y.constant ?? 0);
  if (!Number.isInteger(quarters) || quarters === 0 || quarters > 16) return own('power')(args, instruction, context);
  const [base, root] = [within(x, 5), `sqrt(${x.text})`];
  const roots = [[], [`sqrt(${root})`], [root], [root, `sqrt(${root})`]][quarters % 4] as readonly string[];
  const factors = [...Array<string>(Math.floor(quarters / 4)).fill(base), ...roots];
  const product: Value = { text: factors.join(' * '), level: factors.length === 1 ? 5 : 3 };
  return (y.constant as number) > 0 ? product : { text: `1f / ${within(product, 4)}`, level: 3 };
};

const times = infix('*', 3);
const isZero = ({ text }: Value) => text === '0f' || text === '-0.0f';

/** Compilers fold a product with a literal 0. */
const multiply: WgslLowering = (args, instruction, context) => {
  const [x, y] = args as readonly [Value, Value];
  if (!isZero(x) && !isZero(y)) return times(args, instruction, context);
  return own('times_zero')([isZero(y) ? x : y], instruction, context);
};

const accumulated: WgslLowering = () => {
  throw new Error('a loop accumulates');
};

export const lowerings: Lowerings<Value, Context> = {
  constant: (_, { value }, context) => {
    const text = literal(value as number, context);
    return { text, level: text.startsWith('-') ? 4 : 5, constant: value as number };
  },
  input: (_, { name, axes }, { load }) => atom(load(name as string, axes)),
  parameter: (_, { name }, { parameter }) => atom(parameter(name as string)),
  index: (_, { axis }) => atom(`f32(${axis})`),
  size: () => atom('f32(call.items)'),
  add: shift('+'),
  subtract: shift('-'),
  multiply,
  divide: infix('/', 3),
  negate: prefix('-'),
  absolute: native('abs'),
  sign: own('sign_of'),
  minimum: own('minimum'),
  maximum: own('maximum'),
  exp: own('exponential'),
  log: own('logarithm'),
  sqrt: native('sqrt'),
  power: powerOf,
  less: infix('<', 1),
  lessEqual: infix('<=', 1),
  equal: infix('==', 1),
  and: logic('&'),
  or: logic('|'),
  not: prefix('!'),
  select: ([condition, x, y]) => atom(`select(${textOf([y as Value, x as Value, condition as Value])})`),
  sum: accumulated,
  max: accumulated,
  // Compilers fold what core makes of these.
  differenceError: own('difference_error'),
  productError: own('product_error'),
  // Composite operations that are shorter than what core makes of them.
  onlineSoftmax: accumulated,
  cap: native('min'),
  boundedExp: own('bounded_exponential'),
  expm1: own('expm1'),
  log1p: own('log1p'),
};
