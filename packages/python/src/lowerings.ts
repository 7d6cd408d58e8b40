import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings } from '@lossmith/core/backend';
import { type Context, placeOf } from './context.js';
import { type HelperName, helperTexts } from './helper-names.js';
import { atom, call, converted, filled, infix, levels, numberPiece, type Piece, prefix } from './piece.js';

export type PythonLowering = Lowering<Piece, Context>;
export type PythonLowerings = Lowerings<Piece, Context>;

const operator =
  (symbol: string, level: number): PythonLowering =>
  (args) =>
    infix(symbol, level, args);

/** By a function of the library. */
const by =
  (name: string): PythonLowering =>
  (args) =>
    call(`np.${name}`, args);

/** By a function of the module itself, see `helpers.ts`. */
export const helped =
  (name: string): PythonLowering =>
  (args, _, context) =>
    call(context.helper(name), args);

const data: PythonLowering = (_, { name, axes }, context) => context.data(name as string, axes);

/** An axis of length 1 for each that a value along `axes` lacks, the axis of examples included. */
function alone(axes: string, context: Context): string {
  const own = [...context.axes].map((axis) => (axes.includes(axis) ? ':' : 'None'));
  return `[None${own.map((one) => `, ${one}`).join('')}]`;
}

/** 0, 1, 2, … along an axis. */
const index: PythonLowering = (_, { axes }, context) => {
  const { items, like, helper } = context;
  return atom(`${helper('index')}(${like}, ${items})${alone(axes, context)}`);
};

/** The number of items as an array: a number by itself would have a type of its own. */
const size: PythonLowering = (_, __, { items, like, axes }) => {
  const shape = Array<string>(axes.length + 1).fill('1');
  return filled(items, `(${shape.join(', ')}${axes === '' ? ',' : ''})`, like);
};

const reduction =
  (name: string): PythonLowering =>
  ([x], { axis }, context) =>
    call(context.helper(name), [x as Piece, String(placeOf(axis as Axis, context))]);

/** Of two numbers the type would be the library's own; 1 and 0 are what a condition is as a number. */
const select: PythonLowering = ([condition, x, y], _, { like }) => {
  const [first, second] = [x as Piece, y as Piece];
  if (first.text === '1.0' && second.text === '0.0') return converted(condition as Piece, `${like}.dtype`);
  const chosen = first.constant === true && second.constant === true ? filled(first.text, '()', like) : first;
  return call('np.where', [condition as Piece, chosen, second]);
};

const helpers = Object.fromEntries(Object.keys(helperTexts).map((name) => [name, helped(name)])) as {
  readonly [name in HelperName]: PythonLowering;
};

/** What NumPy has for operations; other libraries say the same in their own words. */
export const lowerings = {
  constant: (_, { value }) => numberPiece(value as number),
  input: data,
  parameter: data,
  index,
  size,
  add: operator('+', levels.sum),
  subtract: operator('-', levels.sum),
  multiply: operator('*', levels.product),
  divide: operator('/', levels.product),
  negate: ([x]) => prefix('-', x as Piece),
  absolute: by('abs'),
  sign: by('sign'),
  exp: by('exp'),
  log: by('log'),
  sqrt: by('sqrt'),
  less: operator('<', levels.comparison),
  lessEqual: operator('<=', levels.comparison),
  equal: operator('==', levels.comparison),
  and: operator('&', levels.and),
  or: operator('|', levels.or),
  not: ([x]) => prefix('~', x as Piece),
  select,
  sum: reduction('sum'),
  max: reduction('max'),
  expm1: by('expm1'),
  log1p: by('log1p'),
  tanh: by('tanh'),
  sinh: by('sinh'),
  cosh: by('cosh'),
  gammaP1: ([x]) => prefix('-', call('np.expm1', [prefix('-', x as Piece)])),
  minimum: by('minimum'),
  maximum: by('maximum'),
  power: by('power'),
  asinh: by('arcsinh'),
  arctan: by('arctan'),
  ...helpers,
} satisfies PythonLowerings;
