import type { Expression } from '@lossmith/core';
import { compileFor, type OperationName, operations } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import { type Fault, fault } from '../fault.js';
import { type Harness, ResultError } from '../harness.js';
import { largestOf, roundingOf, show, smallestNormal } from '../numbers.js';
import { constant, input, node } from './nodes.js';
import { argumentsOf, argumentsWithNaN, comparisons, logical } from './operation-arguments.js';
import { alongAxesCase, widthsCase } from './operations-along-axes.js';
import { pairReductionCase } from './pair-reductions.js';
import { roundingErrorCase } from './rounding-errors.js';

/** Operations whose meaning is not a function of numbers alone, or leaves room. */
const apart: readonly string[] = [
  'cap',
  'scaled',
  'byPrecision',
  'byArithmetic',
  'boundedExp',
  'differenceError',
  'productError',
];

const names = ['x', 'y', 'w'] as const;
/** Comparisons give truth values, which backends hold as they like: they are looked at through a select. */
function asNumber(op: OperationName, applied: Expression): Expression {
  return [...comparisons, ...logical].includes(op) ? node('select', [applied, constant(1), constant(0)]) : applied;
}

function conditionOf(op: OperationName, args: readonly Expression[]): readonly Expression[] {
  const truth = (x: Expression) => node('less', [constant(0.5), x]);
  if (op === 'select') return [truth(args[0] as Expression), ...args.slice(1)];
  return logical.includes(op) ? args.map(truth) : args;
}

/** How often a result feels the rounding of its argument: e^x |x| times, x^y |y| times. */
const argumentSize = (op: OperationName, args: readonly number[]) =>
  Math.min(90, Math.max(...args.slice(op === 'power' ? 1 : 0).map(Math.abs)));

/**
 * What an operation is allowed: some units of the last place, and what the rounding of its argument may do. Beyond an
 * argument of 90 no operation grows faster than its argument any more.
 */
const allowance = (op: OperationName, value: number, args: readonly number[], unit: number) =>
  (16 + 2 * argumentSize(op, args)) * 2 * unit * Math.abs(value);

/** A program of one operation over rows of arguments. */
async function runOperation(
  harness: Harness,
  op: OperationName,
  rows: readonly number[][],
): Promise<ArrayLike<number>> {
  const { subject } = harness;
  const { backend } = subject;
  const args = names.slice(0, rows[0]?.length);
  const inputs = args.map((name) => input(name));
  const expression = asNumber(op, node(op, conditionOf(op, inputs)));
  const program = compileFor(backend, { result: { expression, axes: '' } }, { precision: harness.precision });
  const artifact = await backend.emit(program);
  const column = (n: number) => rows.map((row) => row[n] as number);
  const typed = (x: number[]) => (harness.precision === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  const data = Object.fromEntries(args.map((name, n) => [name, typed(column(n))]));
  const results = await subject.run(artifact, { examples: rows.length, items: 1, data });
  await subject.dispose?.(artifact);
  const result = results?.result;
  if (result?.length !== rows.length)
    throw new ResultError(op, `${result?.length ?? 'no'} results for ${rows.length} rows`);
  return result;
}

/** One result; nothing is asked of what neither precision holds. */
function checkResult(harness: Harness, op: OperationName, row: readonly number[], actual: number): Fault[] {
  const meaning = operations[op].meaning as (...args: number[]) => number;
  const value = meaning(...row);
  if (Math.abs(value) > largestOf('float32') || Number.isNaN(value)) return [];
  // 0 by underflow in one precision is a tiny number in the other.
  if (Math.abs(value) < smallestNormal('float32') && Math.abs(actual) < 1e-37) return [];
  const allowed = allowance(op, value, row, roundingOf(harness.precision));
  const place = `${op}(${row.map(show).join(', ')})`;
  return compare(actual, { value, text: String(value), allowed, output: op, place }, harness.precision);
}

/** A NaN goes on into the result, is no number's equal, and where it is not chosen does not show. */
function checkNaN(op: OperationName, row: readonly number[], actual: number): Fault[] {
  const chosen = op !== 'select' || Number.isNaN(row[row[0] === 1 ? 1 : 2]);
  const expected = comparisons.includes(op) ? 0 : chosen ? Number.NaN : (row[row[0] === 1 ? 1 : 2] as number);
  if (Object.is(Math.abs(actual), expected)) return [];
  return [fault(op, `${op}(${row.map(show).join(', ')}) is ${show(actual)}, expected ${show(expected)}`)];
}

async function checkOperation(harness: Harness, op: OperationName): Promise<Fault[]> {
  const [rows, withNaN] = [argumentsOf(op, harness.precision), argumentsWithNaN(op)];
  const results = await runOperation(harness, op, [...rows, ...withNaN]);
  return [
    ...rows.flatMap((row, k) => checkResult(harness, op, row, results[k] as number)),
    ...withNaN.flatMap((row, k) => checkNaN(op, row, results[rows.length + k] as number)),
  ];
}

/** Every operation of the table by itself, so that a wrong lowering is named before the losses that it spoils. */
export function operationCases(table: readonly string[]): readonly Case[] {
  const single = table.filter((op) => operations[op as OperationName]?.meaning !== undefined && !apart.includes(op));
  return [
    ...single.map(
      (op): Case => ({
        id: `values/operation ${op}`,
        level: 'values',
        quick: true,
        check: async (harness) => ({ faults: await checkOperation(harness, op as OperationName) }),
      }),
    ),
    alongAxesCase,
    pairReductionCase,
    roundingErrorCase,
    widthsCase,
  ];
}
