import type { Axes, Expression } from '@lossmith/core';
import { compileFor, type OperationName, operations } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { compare } from '../compare.js';
import type { Door } from '../door.js';
import { type Fault, fault } from '../fault.js';
import { roundingOf, show, smallestNormal } from '../numbers.js';

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
const node = (op: OperationName, args: readonly Expression[], axes: Axes = '', more: object = {}): Expression =>
  Object.freeze({ op, args: Object.freeze([...args]), axes, ...more });
const input = (name: string, axes: Axes = ''): Expression => node('input', [], axes, { name });
const constant = (value: number): Expression => node('constant', [], '', { value });

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

async function checkOperation(door: Door, op: OperationName): Promise<Fault[]> {
  const { backend, run } = door.subject;
  const meaning = operations[op].meaning as (...args: number[]) => number;
  const truths = logical.includes(op) || op === 'select';
  const rows = truths
    ? [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((w) => [x, y, w].slice(0, meaning.length))))
    : argumentsOf(op);
  const args = names.slice(0, meaning.length);
  const expression = asNumber(
    op,
    node(
      op,
      conditionOf(
        op,
        args.map((name) => input(name)),
      ),
    ),
  );
  const program = compileFor(backend, { result: { expression, axes: '' } }, { precision: door.precision });
  const artifact = await backend.emit(program);
  const make = (values: number[]) =>
    door.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  const data = Object.fromEntries(args.map((name, n) => [name, make(rows.map((row) => row[n] as number))]));
  const results = (await run(artifact, { rows: rows.length, classes: 1, data })).result;
  await door.subject.dispose?.(artifact);
  if (results?.length !== rows.length)
    return [fault(op, `${op} gave ${results?.length ?? 'no'} results for ${rows.length} rows`)];
  const unit = roundingOf(door.precision);
  return rows.flatMap((row, k) => {
    const value = meaning(...row);
    if (Math.abs(value) > 1e37 || Number.isNaN(value)) return [];
    const allowed = Math.max(allowance(value, row, unit), Math.abs(value) < smallestNormal('float32') ? 1e-37 : 0);
    const place = `${op}(${row.map(show).join(', ')})`;
    const wanted = { value, text: String(value), allowed, output: op, place };
    return value === 0 || allowed >= 1e-37 ? compareLoosely(results[k] as number, wanted, door) : [];
  });
}

/** Where the meaning is 0 by underflow only, something tiny is as good. */
function compareLoosely(actual: number, wanted: Parameters<typeof compare>[1], door: Door): Fault[] {
  if (wanted.value === 0 && Math.abs(actual) < 1e-37) return [];
  return compare(actual, wanted, door.precision);
}

/** Reductions, and the leaves that count classes, on rows of three classes. */
async function checkAxes(door: Door): Promise<Fault[]> {
  const { backend, run } = door.subject;
  const x = input('x', 'i');
  const along = (op: OperationName, args: readonly Expression[] = [x]) => node(op, args, '', { axis: 'i' });
  const pair = node('subtract', [x, input('x', 'j')], 'ij');
  const outputs = {
    sum: { expression: along('sum'), axes: '' },
    max: { expression: along('max'), axes: '' },
    index: { expression: node('index', [], 'i', { axis: 'i' }), axes: 'i' },
    size: { expression: along('size', []), axes: '' },
    pairs: { expression: node('sum', [pair], 'i', { axis: 'j' }), axes: 'i' },
    spread: { expression: along('max'), axes: 'i' },
  } as const;
  const artifact = await backend.emit(compileFor(backend, outputs, { precision: door.precision }));
  const values = [1, 2, 4, -8, -1e38, -8];
  const data = { x: door.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values) };
  const results = await run(artifact, { rows: 2, classes: 3, data });
  await door.subject.dispose?.(artifact);
  const low = values[4] as number;
  const expected: Record<keyof typeof outputs, number[]> = {
    sum: [7, low - 16],
    max: [4, -8],
    index: [0, 1, 2, 0, 1, 2],
    size: [3, 3],
    pairs: [-4, -1, 5, -8 * 3 - (low - 16), 3 * low - (low - 16), -8 * 3 - (low - 16)],
    spread: [4, 4, 4, -8, -8, -8],
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    wanted.flatMap((value, k) => {
      const actual = results[name]?.[k] ?? Number.NaN;
      if (Math.abs(actual - value) <= 1e-6 * Math.abs(value)) return [];
      return [
        fault(
          name,
          `${name}, value ${k} of rows [1, 2, 4] and [-8, -1e38, -8] is ${show(actual)}, expected ${show(value)}`,
        ),
      ];
    }),
  );
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
    {
      id: 'values/operations along axes',
      level: 'values',
      quick: true,
      check: async (door) => ({ faults: await checkAxes(door) }),
    },
  ];
}
