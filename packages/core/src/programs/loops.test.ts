import { describe, expect, test } from 'vitest';
import { goldenCases, titleOf } from '../../test/golden.js';
import { add, exp, index, input, max, multiply, subtract, sum } from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import type { Axes, Axis, Expression } from '../expressions/expression.js';
import { inputOf } from '../losses/loss.js';
import { operations } from '../operations/operations.js';
import { parseLoss } from '../parse-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { compileFor } from './compile-for.js';
import { compileLoss } from './compile-loss.js';
import { keptForPairs } from './kept-values.js';
import { type Loop, type Loops, loopsOf, type Step } from './loops.js';
import type { Instruction, Program } from './program.js';

const backend = referenceBackend();
type Data = Readonly<Record<string, ArrayLike<number>>>;

/** Walks the loops for one example, a number at a time. */
function interpret(program: Program, { steps, outputs }: Loops, items: number, data: Data): Record<string, number[]> {
  let values: number[] = [];
  const at = { i: 0, j: 0 };
  const placeOf = (axes: Axes) => [...axes].reduce((place, axis) => place * items + at[axis as Axis], 0);
  const results: Record<string, number[]> = {};
  const store = (name: string) => {
    const { instruction, axes } = program.outputs[name] as Program['outputs'][string];
    const stored = results[name] ?? [];
    stored[placeOf(axes)] = values[instruction] as number;
    results[name] = stored;
  };
  const worked = ({ op, args, axes, axis, name, value }: Instruction): number => {
    if (op === 'constant') return value as number;
    if (op === 'size') return items;
    if (op === 'index') return at[axis as Axis];
    if (op === 'input') return (data[name as string] as ArrayLike<number>)[placeOf(axes)] as number;
    const own = args.map((k) => values[k] as number);
    if (op === 'select') return (own[0] !== 0 ? own[1] : own[2]) as number;
    return (operations[op].meaning as (...x: number[]) => number)(...own);
  };
  const axisOf = (place: number) => (program.instructions[place] as Instruction).axes as Axis;
  const memory = new Map<string, number>();
  const walk = ({ axis, steps: inner, reductions, outputs: stored, keeps }: Loop) => {
    const [before, around] = [at[axis], values];
    values = [...around];
    const totals = reductions.map((k) => ((program.instructions[k] as Instruction).op === 'sum' ? 0 : -Infinity));
    for (at[axis] = 0; at[axis] < items; at[axis] += 1) {
      inner.forEach(run);
      reductions.forEach((k, n) => {
        const { op, args } = program.instructions[k] as Instruction;
        const x = values[args[0] as number] as number;
        totals[n] = op === 'sum' ? (totals[n] as number) + x : Math.max(totals[n] as number, x);
      });
      stored.forEach(store);
      for (const place of keeps) memory.set(`${place} ${at[axis]}`, values[place] as number);
    }
    at[axis] = before;
    values = around;
    reductions.forEach((k, n) => {
      values[k] = totals[n] as number;
    });
  };
  const run = (step: Step) => {
    if (step.kind === 'loop') walk(step);
    else if (step.kind === 'kept') values[step.place] = memory.get(`${step.place} ${at[axisOf(step.place)]}`) as number;
    else values[step.place] = worked(program.instructions[step.place] as Instruction);
  };
  steps.forEach(run);
  outputs.forEach(store);
  return results;
}

function expectSame(program: Program, items: number, data: Data, loops = loopsOf(program)): void {
  const results = interpret(program, loops, items, data);
  const expected = backend.emit(program).run({ examples: 1, items, data });
  expect(Object.keys(results).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    values.forEach((value, k) => {
      const difference = Math.abs((results[name]?.[k] as number) - value);
      expect(difference, `${name}[${k}]`).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(value)));
    });
  }
}

const loopsIn = (steps: readonly Step[]) => steps.filter((step): step is Loop => step.kind === 'loop');
const numbers = (count: number) => Array.from({ length: count }, (_, k) => Math.sin(k * 1.7));

const rowLosses = new Map(
  goldenCases
    .map((golden) => [titleOf(golden), parseLoss(golden.loss)] as const)
    .filter(([, loss]) => loss.axes === 'i' && inputOf(loss, 'target')?.kind !== 'probability'),
);

describe.each([...rowLosses])('%s', (_, loss) => {
  test.each([1, 2, 5])('in loops over %i classes gives what the reference gives', (items) => {
    const target = inputOf(loss, 'target')?.kind === 'label' ? [items - 1] : numbers(items + 3).slice(3);
    const mask = Array.from({ length: items }, (__, k) => (k === 0 ? 0 : 1));
    if (items === 1) mask[0] = 1;
    const outputs = ['loss', 'gradient', 'hessian'] as const;
    const options = { outputs, precision: 'float64', mask: 'i' } as const;
    expectSame(compileLoss(backend, loss, options), items, { predicted: numbers(items), target, mask });
  });
});

describe('loopsOf', () => {
  const [x, y] = [input('x', 'i'), input('x', 'j')];
  const programOf = (outputs: Record<string, [Expression, Axes]>) =>
    compileFor(
      backend,
      Object.fromEntries(Object.entries(outputs).map(([name, [expression, axes]]) => [name, { expression, axes }])),
      { precision: 'float64' },
    );

  test('has no loop where nothing varies', () => {
    const program = programOf({ y: [exp(input('x')), ''] });
    expect(loopsOf(program)).toEqual({
      steps: [
        { kind: 'instruction', place: 0 },
        { kind: 'instruction', place: 1 },
      ],
      outputs: ['y'],
    });
  });

  test('walks a row once for each level of reductions, and stores in the last walk', () => {
    const weights = exp(subtract(x, max(x, 'i')));
    const share = multiply(weights, sum(weights, 'i'));
    const program = programOf({ share: [share, 'i'], top: [max(x, 'i'), ''], x: [x, 'i'] });
    const loops = loopsIn(loopsOf(program).steps);
    expect(loops.map(({ reductions, outputs }) => [reductions.length, outputs])).toEqual([
      [1, []],
      [1, []],
      [0, ['share', 'x']],
    ]);
    expectSame(program, 4, { x: numbers(4) });
  });

  test('gathers reductions that do not need each other in one loop', () => {
    const program = programOf({ y: [add(max(x, 'i'), sum(multiply(x, x), 'i')), ''] });
    expect(loopsIn(loopsOf(program).steps)).toHaveLength(1);
  });

  test('repeats outputs along axes they do not vary on', () => {
    const program = programOf({ y: [sum(x, 'i'), 'i'] });
    expect(interpret(program, loopsOf(program), 3, { x: [1, 2, 3] }).y).toEqual([6, 6, 6]);
  });

  test('nests loops for pairs of classes', () => {
    const pair = exp(subtract(x, multiply(y, index('i'))));
    const examples = sum(pair, 'j');
    const columns = max(pair, 'i');
    const program = programOf({
      pair: [pair, 'ij'],
      examples: [examples, 'i'],
      columns: [columns, 'j'],
      both: [sum(examples, 'i'), ''],
      mixed: [sum(multiply(subtract(pair, examples), columns), 'j'), 'i'],
    });
    for (const items of [1, 2, 3]) expectSame(program, items, { x: numbers(items) });
  });

  test('keeps what every pair would work out anew, sums over pairs too', () => {
    const other = swapAxes(exp(x));
    const share = sum(exp(subtract(x, other)), 'j');
    const program = programOf({ y: [sum(multiply(subtract(exp(x), other), swapAxes(share)), 'j'), 'i'] });
    const loops = loopsOf(program, keptForPairs(program));
    const depth = (steps: readonly Step[]): number =>
      Math.max(0, ...steps.map((step) => (step.kind === 'loop' ? 1 + depth(step.steps) : 0)));
    expect(depth(loopsOf(program).steps)).toBe(3);
    expect(depth(loops.steps)).toBe(2);
    for (const items of [1, 2, 5]) expectSame(program, items, { x: numbers(items) }, loops);
  });

  test('is frozen plain data', () => {
    const { steps } = loopsOf(programOf({ y: [sum(x, 'i'), 'i'] }));
    expect(Object.isFrozen(steps) && loopsIn(steps).every((loop) => Object.isFrozen(loop))).toBe(true);
  });
});
