import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings } from '@lossmith/core/backend';
import { type Context, placeOf } from './context.js';
import { type Dialect, prefixOf } from './dialect.js';
import { helperNames } from './helper-names.js';
import { atom, call, comparison, infix, levels, numberPiece, type Piece, prefix } from './piece.js';

type PythonLowering = Lowering<Piece, Context>;
export type PythonLowerings = Lowerings<Piece, Context>;

const operator =
  (symbol: string, level: number): PythonLowering =>
  (args) =>
    infix(symbol, level, args);

const compared =
  (symbol: string): PythonLowering =>
  (args) =>
    comparison(symbol, args);

/** By a function of the library, which has another name there. */
const by =
  (name: string): PythonLowering =>
  (args, _, { dialect }) =>
    call(`${prefixOf(dialect)}.${name}`, args);

/** By a function of the module itself, see `helpers.ts`. */
const helped =
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
  const { items, like, dialect } = context;
  const place = dialect.library === 'torch' ? `, device=${like}.device` : '';
  return atom(`${prefixOf(dialect)}.arange(${items}, dtype=${like}.dtype${place})${alone(axes, context)}`);
};

/** The number of items as an array: a number by itself would have a type of its own. */
const size: PythonLowering = (_, __, { dialect, items, like, axes }) => {
  const shape = `(${Array<string>(axes.length + 1)
    .fill('1')
    .join(', ')}${axes === '' ? ',' : ''})`;
  return dialect.library === 'numpy'
    ? atom(`np.full(${shape}, ${items}, dtype=${like}.dtype)`)
    : atom(`${like}.new_full(${shape}, ${items})`);
};

const reduction =
  (name: string): PythonLowering =>
  ([x], { axis }, context) =>
    call(context.helper(name), [x as Piece, String(placeOf(axis as Axis, context))]);

/** Of two numbers the type would be the library's own. */
const select: PythonLowering = ([condition, x, y], _, { dialect, like }) => {
  const [first, second] = [x as Piece, y as Piece];
  const typed = dialect.library === 'numpy' ? `${like}.dtype.type(${first.text})` : `${like}.new_tensor(${first.text})`;
  const chosen = first.constant === true && second.constant === true ? atom(typed) : first;
  return call(`${prefixOf(dialect)}.where`, [condition as Piece, chosen, second]);
};

/** What both libraries write alike, but for the names of functions. */
const shared = {
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
  less: compared('<'),
  lessEqual: compared('<='),
  equal: compared('=='),
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
  gammaP1: ([x], _, { dialect }) => prefix('-', call(`${prefixOf(dialect)}.expm1`, [prefix('-', x as Piece)])),
} satisfies Partial<PythonLowerings>;

const helpers = Object.fromEntries(helperNames.map((name) => [name, helped(name)])) as {
  readonly [name in (typeof helperNames)[number]]: PythonLowering;
};

const numpy: PythonLowerings = {
  ...shared,
  ...helpers,
  minimum: by('minimum'),
  maximum: by('maximum'),
  power: by('power'),
  asinh: by('arcsinh'),
  arctan: by('arctan'),
};

/** torch.minimum and torch.maximum take tensors alone; clamp takes numbers, and lets a NaN through. */
const bound =
  (name: string, limit: string): PythonLowering =>
  ([x, y]) => {
    const [first, second] = [x as Piece, y as Piece];
    if (second.constant === true) return call('torch.clamp', [first, `${limit}=${second.text}`]);
    if (first.constant === true) return call('torch.clamp', [second, `${limit}=${first.text}`]);
    return call(`torch.${name}`, [first, second]);
  };

const torch: PythonLowerings = {
  ...shared,
  ...helpers,
  minimum: bound('minimum', 'max'),
  maximum: bound('maximum', 'min'),
  power: by('pow'),
  asinh: by('asinh'),
  arctan: by('atan'),
};

export const lowerings: Readonly<Record<Dialect['library'], PythonLowerings>> = { numpy, torch };
