import type { Lowering, Lowerings } from '@lossmith/core/backend';
import { atom, type Context, type Level, type Value, within } from './context.js';
import type { FunctionName } from './functions.js';
import { literal } from './literal.js';

type WgslLowering = Lowering<Value, Context>;

/** An infix operator; the operand to its right binds more tightly, so that the order of operations is that of the program. */
const infix =
  (symbol: string, level: Level): WgslLowering =>
  ([x, y]) => ({
    text: `${within(x as Value, level)} ${symbol} ${within(y as Value, (level + 1) as Level)}`,
    level,
  });

const logic =
  (symbol: string): WgslLowering =>
  ([x, y]) => ({ text: `${within(x as Value, 1)} ${symbol} ${within(y as Value, 1)}`, level: 0 });

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

const times = infix('*', 3);
const isZero = ({ text }: Value) => text === '0f' || text === '-0.0f';

/** Compilers fold a product with a literal 0. */
const multiply: WgslLowering = (args, instruction, context) => {
  const [x, y] = args as readonly [Value, Value];
  if (!isZero(x) && !isZero(y)) return times(args, instruction, context);
  return own('nothing_of')([isZero(y) ? x : y], instruction, context);
};

const gathered: WgslLowering = () => {
  throw new Error('sums and maxima over classes are written by the loop that gathers them');
};

export const lowerings: Lowerings<Value, Context> = {
  constant: (_, { value }, context) => {
    const text = literal(value as number, context);
    return { text, level: text.startsWith('-') ? 4 : 5 };
  },
  input: (_, { name, axes }, { load }) => atom(load(name as string, axes)),
  parameter: (_, { name }, { parameter }) => atom(parameter(name as string)),
  index: (_, { axis }) => atom(`f32(${axis})`),
  size: () => atom('f32(call.classes)'),
  add: infix('+', 2),
  subtract: infix('-', 2),
  multiply,
  divide: infix('/', 3),
  negate: prefix('-'),
  absolute: native('abs'),
  sign: own('sign_of'),
  minimum: own('lower'),
  maximum: own('higher'),
  exp: own('exponential'),
  log: own('logarithm'),
  sqrt: native('sqrt'),
  power: own('power'),
  less: infix('<', 1),
  lessEqual: infix('<=', 1),
  equal: infix('==', 1),
  and: logic('&&'),
  or: logic('||'),
  not: prefix('!'),
  select: ([condition, x, y]) => atom(`select(${textOf([y as Value, x as Value, condition as Value])})`),
  sum: gathered,
  max: gathered,
  // Composite operations that are shorter than what core makes of them.
  rowFold: gathered,
  cap: native('min'),
  boundedExp: own('bounded_exponential'),
  expm1: own('exponential_less_one'),
  log1p: own('log_one_plus'),
};
