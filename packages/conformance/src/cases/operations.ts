import type { Expression } from '@lossmith/core';
import { compileFor, type OperationName, operations } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import { type Door, ResultError } from '../door.js';
import type { Fault } from '../fault.js';
import { roundingOf, show, smallestNormal } from '../numbers.js';
import { constant, input, node } from './nodes.js';
import { alongAxesCase, widthsCase } from './operations-along-axes.js';

/** Operations whose meaning is not a function of numbers alone, or leaves room. */
const apart: readonly string[] = ['cap', 'scaled', 'byPrecision', 'boundedExp'];

const magnitudes = [1e-30, 1e-7, 1e-3, 0.1, 0.4, 0.75, 1, 1.5, 3, 7, 15, 30, 60, 87];
const line = [0, -0, ...magnitudes, ...magnitudes.map((x) => -x)].map(Math.fround);

const inside = (x: number, [from, to]: readonly [number, number]) => x >= from && x <= to;

/** Arguments in an operation's domain: along a line, and for several arguments across it. */
function argumentsOf(op: OperationName): number[][] {
  const { meaning, domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] } = operations[op];
  const count = meaning?.length ?? 0;
  const firsts = line.filter((x) => inside(x, domain) && !(op === 'log' && x === 0) && !(op === 'log1p' && x === -1));
  if (count === 1) return firsts.map((x) => [x]);
  const rest = (x: number, k: number) =>
    Array.from({ length: count - 1 }, (_, n) => line[(k * 5 + n * 3 + 2) % line.length] ?? x);
  const some = firsts.flatMap((x, k) => [
    [x, ...rest(x, k)],
    [x, ...Array<number>(count - 1).fill(x)],
  ]);
  return op === 'power' ? some.filter(([x, y]) => x !== 0 || (y as number) > 0) : some;
}

/** Truth values are arguments too: 1 and 0. */
const logical = ['and', 'or', 'not'];

const names = ['x', 'y', 'w'] as const;
/** Comparisons give truth values, which backends hold as they like: they are looked at through a select. */
function asNumber(op: OperationName, applied: Expression): Expression {
  const truth = ['less', 'lessEqual', 'equal', ...logical].includes(op);
  return truth ? node('select', [applied, constant(1), constant(0)]) : applied;
}

function conditionOf(op: OperationName, args: readonly Expression[]): readonly Expression[] {
  const truth = (x: Expression) => node('less', [constant(0.5), x]);
  if (op === 'select') return [truth(args[0] as Expression), ...args.slice(1)];
  return logical.includes(op) ? args.map(truth) : args;
}

/** What an operation is allowed: some units of the last place, and what the rounding of its argument may do. */
const allowance = (value: number, args: readonly number[], unit: number) =>
  (16 + 2 * Math.max(...args.map(Math.abs))) * 2 * unit * Math.abs(value);

const rowsOf = (op: OperationName, count: number): number[][] => {
  if (!logical.includes(op) && op !== 'select') return argumentsOf(op);
  return [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((w) => [x, y, w].slice(0, count))));
};

/** A program of one operation over rows of arguments. */
async function runOperation(door: Door, op: OperationName, rows: readonly number[][]): Promise<ArrayLike<number>> {
  const { subject } = door;
  const { backend } = subject;
  const args = names.slice(0, rows[0]?.length);
  const inputs = args.map((name) => input(name));
  const expression = asNumber(op, node(op, conditionOf(op, inputs)));
  const program = compileFor(backend, { result: { expression, axes: '' } }, { precision: door.precision });
  const artifact = await backend.emit(program);
  const column = (n: number) => rows.map((row) => row[n] as number);
  const typed = (x: number[]) => (door.precision === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  const data = Object.fromEntries(args.map((name, n) => [name, typed(column(n))]));
  const results = await subject.run(artifact, { rows: rows.length, classes: 1, data });
  await subject.dispose?.(artifact);
  const result = results?.result;
  if (result?.length !== rows.length)
    throw new ResultError(op, `${result?.length ?? 'no'} results for ${rows.length} rows`);
  return result;
}

async function checkOperation(door: Door, op: OperationName): Promise<Fault[]> {
  const meaning = operations[op].meaning as (...args: number[]) => number;
  const rows = rowsOf(op, meaning.length);
  const results = await runOperation(door, op, rows);
  return rows.flatMap((row, k) => {
    const [value, actual] = [meaning(...row), results[k] as number];
    if (Math.abs(value) > 1e37 || Number.isNaN(value)) return [];
    // 0 by underflow in one precision is a tiny number in the other.
    if (Math.abs(value) < smallestNormal('float32') && Math.abs(actual) < 1e-37) return [];
    const allowed = allowance(value, row, roundingOf(door.precision));
    const place = `${op}(${row.map(show).join(', ')})`;
    return compare(actual, { value, text: String(value), allowed, output: op, place }, door.precision);
  });
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
        check: async (door) => ({ faults: await checkOperation(door, op as OperationName) }),
      }),
    ),
    alongAxesCase,
    widthsCase,
  ];
}
