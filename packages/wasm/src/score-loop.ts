import type { Precision } from '@lossmith/core/backend';
import { sumOf } from './accumulators.js';
import type { Code } from './encoding.js';
import * as i32 from './instructions/i32.js';
import { f32x4, f64x2 } from './lanes.js';
import { entriesAt, type FunctionState } from './loop-scope.js';
import { countUp, maskOf } from './loops.js';
import { narrows } from './narrowing.js';
import { neededBy } from './needed-values.js';
import { narrowedNumber, narrowedNumbers, type Scores, scoresOf } from './scores.js';
import type { Task } from './task.js';

/** Stores an output of neighbouring examples, in the arithmetic that it is had in. */
function storeScores(
  state: FunctionState,
  name: string,
  { ask, arithmetic }: Scores,
  factors: Readonly<Record<Precision, Code>> | undefined,
): void {
  const { writer, spec } = state;
  const place = spec.program.outputs[name]?.instruction as number;
  const kind = arithmetic[place] as Precision;
  const lanes = kind === 'float32' ? f32x4 : f64x2;
  ask(place, kind).forEach((value, half) => {
    const share = factors === undefined ? value : lanes.multiply(value, factors[kind]);
    writer.emit(lanes.store(entriesAt(state, `output ${name}`, 2 * half), share, spec.program.precision));
  });
}

/** The loop over examples that are one number each: lanes lie along them, two or four at a time. Its sum, where there is one. */
export function writeScores(
  state: FunctionState,
  { program, summed }: Task,
  values: readonly Code[],
): Code | undefined {
  const { writer, examples, factor } = state;
  const narrowed = narrows(program);
  const factors = factor && { float64: factor, float32: narrowed ? narrowedNumber(writer, factor) : factor };
  const shared = { float64: values, float32: narrowed ? narrowedNumbers(state, values) : [] };
  const members = [...neededBy(program)];
  const total = summed === undefined ? undefined : sumOf(writer);
  countUp(writer, examples, narrowed ? 4 : 2, (example) => {
    const here: FunctionState = { ...state, example };
    const scores = scoresOf(here, shared, members);
    if (summed !== undefined)
      scores.ask(program.outputs[summed]?.instruction as number, 'float64').forEach((value, half) => {
        total?.add(value, maskOf(writer, i32.subtract(examples, example), 2 * half));
      });
    for (const name of Object.keys(program.outputs)) if (name !== summed) storeScores(here, name, scores, factors);
  });
  return total?.finish(true);
}
