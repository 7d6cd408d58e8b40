import { LossmithError } from '@lossmith/core';
import type { CompositeLowerings, Instruction, Lowering, Lowerings, Program } from '@lossmith/core/backend';
import { type Code, simd } from './encoding.js';
import { arctan } from './functions/arctangent.js';
import { exp, expm1, expUpTo, expWithin } from './functions/exponential.js';
import { log, log1p } from './functions/logarithm.js';
import * as smooth from './functions/smooth.js';
import * as v128 from './instructions/v128.js';
import type { WasmKind } from './wasm-backend.js';
import { and, not, or, select, type Tier, type Writer } from './writer.js';

/** What lowerings work with: the function being written, and the program it is written for. */
export interface Context extends Writer {
  readonly program: Program;
  /** A result so far, by its place in the program. */
  resultAt(place: number): Code;
}

type WasmLowering = Lowering<Code, Context>;
type WasmLowerings = Lowerings<Code, Context>;

const unary =
  (write: (writer: Writer, x: Code) => Code): WasmLowering =>
  ([x], _, writer) =>
    write(writer, x as Code);

type BinaryName = 'pseudoMinimum' | 'add' | 'subtract' | 'multiply' | 'divide' | 'equal' | 'less' | 'lessEqual';
const binary =
  (name: BinaryName): WasmLowering =>
  ([x, y], _, { lanes }) =>
    lanes[name](x as Code, y as Code);
const plain =
  (name: 'absolute' | 'negate' | 'sqrt'): WasmLowering =>
  ([x], _, { lanes }) =>
    lanes[name](x as Code);

/** Whether an instruction is a constant, and a number. */
function isNumber({ instructions }: Program, place: number): boolean {
  const { op, value } = instructions[place] as Instruction;
  return op === 'constant' && !Number.isNaN(value);
}

/** One instruction where one of both is a constant, which is no NaN, against seven. */
const extreme =
  (name: 'minimum' | 'maximum', fast: 'pseudoMinimum' | 'pseudoMaximum'): WasmLowering =>
  ([x, y], { args }, { lanes, program }) => {
    const [first, second] = [x as Code, y as Code];
    if (isNumber(program, args[1] as number)) return lanes[fast](first, second);
    return isNumber(program, args[0] as number) ? lanes[fast](second, first) : lanes[name](first, second);
  };

/** |x| of an argument, the same code for x and −x. */
function sizeOf(context: Context, place: number): Code {
  const { op, args } = context.program.instructions[place] as Instruction;
  if (op === 'negate') return sizeOf(context, args[0] as number);
  return context.keep(context.lanes.absolute(context.resultAt(place)));
}

/** A function of x that begins with e^{−|x|}. */
const ofSize =
  (write: (writer: Writer, x: Code, size: Code) => Code): WasmLowering =>
  ([x], { args }, context) =>
    write(context, x as Code, sizeOf(context, args[0] as number));

/** eˣ, which needs no care for large x where x is −|y|, and none at all where that is capped by a number. */
const expOf: WasmLowering = ([x], { args }, context) => {
  const { instructions } = context.program;
  const at = (place: number | undefined) => instructions[place as number] as Instruction;
  const negated = at(args[0]);
  if (negated.op !== 'negate') return exp(context, x as Code);
  const inner = at(negated.args[0]);
  if (inner.op === 'absolute') return smooth.decayOf(context, sizeOf(context, inner.args[0] as number));
  const capped = inner.op === 'cap' && (at(inner.args[1]).value as number) < 700;
  return capped ? expWithin(context, x as Code) : exp(context, x as Code);
};

/** Whether an instruction is the constant 0. */
const isZero = ({ instructions }: Program, place: number | undefined): boolean => {
  const { op, value } = instructions[place as number] as Instruction;
  return op === 'constant' && Object.is(value, 0);
};

/** One instruction of the processor in place of three where one of both is 0. */
const choice: WasmLowering = ([mask, x, y], { args }, { program }) => {
  if (isZero(program, args[2])) return and(mask as Code, x as Code);
  if (isZero(program, args[1])) return simd(v128.andNot, [y as Code, mask as Code]);
  return select(mask as Code, x as Code, y as Code);
};

/** The arctangent, of a quotient without the division. */
const arctanOf: WasmLowering = ([x], { args }, context) => {
  const { op, args: parts } = context.program.instructions[args[0] as number] as Instruction;
  const [numerator, denominator] = op === 'divide' ? parts.map(context.resultAt) : [x, context.constant(1)];
  return arctan(context, numerator as Code, denominator as Code);
};

/** A power: by products where the exponent is a constant that allows it. */
const power: WasmLowering = ([x, y], { args }, context) => {
  const { op, value } = context.program.instructions[args[1] as number] as Instruction;
  if (op !== 'constant' || !smooth.isSimple(value as number)) return smooth.power(context, x as Code, y as Code);
  return smooth.constantPower(context, x as Code, value as number);
};

/** What loops and data give: see loops.ts. */
const placed: WasmLowering = (_, { op }) => {
  throw new LossmithError('lowering', `${op} is written where loops are`, 'emit programs with wasmBackend');
};

const float64Arithmetic: WasmLowerings = {
  constant: (_, { value }, { constant }) => constant(value as number),
  input: placed,
  parameter: placed,
  index: placed,
  size: placed,
  sum: placed,
  max: placed,
  add: binary('add'),
  subtract: binary('subtract'),
  multiply: binary('multiply'),
  divide: binary('divide'),
  negate: plain('negate'),
  absolute: plain('absolute'),
  sign: unary(smooth.sign),
  minimum: extreme('minimum', 'pseudoMinimum'),
  maximum: extreme('maximum', 'pseudoMaximum'),
  exp: expOf,
  log: unary(log),
  sqrt: plain('sqrt'),
  power,
  less: binary('less'),
  lessEqual: binary('lessEqual'),
  equal: binary('equal'),
  and: ([x, y]) => and(x as Code, y as Code),
  or: ([x, y]) => or(x as Code, y as Code),
  not: ([x]) => not(x as Code),
  select: choice,
  expm1: unary(expm1),
  gammaP1: unary(smooth.gammaP1),
  sigmoid: ofSize(smooth.sigmoid),
  softplus: ofSize(smooth.softplus),
  tanh: unary(smooth.tanh),
  arctan: arctanOf,
  log1p: unary(log1p),
  boundedExp: unary((writer, x) => expUpTo(writer, x, 690)),
  cap: binary('pseudoMinimum'),
};

/** Differences of scores, which are float32 numbers, are as good as exact, and float64's range needs no care. */
const float32Results: CompositeLowerings<Code, Context> = {
  offset: binary('subtract'),
  scaled: binary('multiply'),
  sinh: unary(smooth.sinh),
  cosh: unary(smooth.cosh),
  asinh: unary(smooth.asinh),
  hypot1: unary(smooth.hypot1),
};

const float64ForFloat32: WasmLowerings = { ...float64Arithmetic, ...float32Results };

/** Numbers that all examples share are narrowed when they are used: `scores.ts`. */
const narrowing: WasmLowerings = { ...float64ForFloat32, narrow: ([x]) => x as Code };

/** What a backend says that it lowers. With `narrow` core narrows values. */
export const loweringsOf = ({ data, arithmetic }: WasmKind): WasmLowerings => {
  if (data === 'float64') return float64Arithmetic;
  return arithmetic === 'float32' ? narrowing : float64ForFloat32;
};

/** The code of an instruction that is arithmetic, in vectors of the writer: float32 ones see what `narrowing.ts` lets them. */
export function lowered(
  writer: Writer,
  program: Program,
  place: number,
  tier: Tier,
  resultAt: Context['resultAt'],
): Code {
  const instruction = program.instructions[place] as Instruction;
  const table = program.precision === 'float32' ? narrowing : float64Arithmetic;
  const lower = table[instruction.op as 'add'] as WasmLowering;
  return lower(instruction.args.map(resultAt), instruction, { ...writer, tier, program, resultAt });
}
