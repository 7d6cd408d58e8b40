import type { Precision } from '@lossmith/core/backend';
import { sumOf } from './accumulators.js';
import { type Code, getLocal, setLocal, when } from './encoding.js';
import * as i32 from './instructions/i32.js';
import { type FunctionState, outputAt } from './loop-scope.js';
import { countUp } from './loops.js';
import { neededBy } from './needed-values.js';
import { examplesAtATime, narrowedNumber, type Scores, scoresOf, sharedNarrowed } from './scores.js';
import type { Task } from './task.js';

/** Masks of the lanes that hold examples, for every float64 vector of them. */
function masksOf({ writer, examples, example }: FunctionState, count: number): readonly Code[] {
  const { lanes, local, emit, bits, constantOf, collect } = writer;
  const left = i32.subtract(examples, example);
  const masks = Array.from({ length: count / 2 }, () => local('v128'));
  for (const mask of masks) emit(setLocal(mask, bits(-1n)));
  const last = collect(() => {
    masks.forEach((mask, half) => {
      emit(setLocal(mask, lanes.less(constantOf([2 * half, 2 * half + 1]), lanes.integer(left))));
    });
  });
  emit(when(i32.less(left, i32.constant(count)), last));
  return masks.map(getLocal);
}

/** Stores an output of neighbouring examples, in the arithmetic that it is had in. */
function storeScores(
  state: FunctionState,
  name: string,
  scores: Scores,
  place: number,
  factor: Readonly<Record<Precision, Code>> | undefined,
): void {
  const { writer, spec } = state;
  const kind = scores.arithmetic[place] as Precision;
  const { lanes, emit } = kind === 'float32' ? writer.float32() : writer;
  const values = kind === 'float32' ? [scores.float32(place)] : scores.float64(place);
  values.forEach((value, half) => {
    const share = factor === undefined ? value : lanes.multiply(value, factor[kind]);
    emit(lanes.store(outputAt(state, name, 2 * half), share, spec.program.precision));
  });
}

/** The loop over examples that are one number each: lanes lie along them, two or four at a time. Its sum, where there is one. */
export function writeScores(
  state: FunctionState,
  { program, summed }: Task,
  shared: readonly Code[],
): Code | undefined {
  const { writer, examples, spec, factor } = state;
  const factors = factor && { float64: factor, float32: narrowedNumber(writer, factor) };
  const narrowed = sharedNarrowed(state, shared);
  const ends = new Set(Object.values(program.outputs).map(({ instruction }) => instruction));
  const needed = neededBy(program);
  const members = [...needed].filter((place) => !state.shared.has(place)).sort((x, y) => x - y);
  const count = examplesAtATime(spec.program);
  const totals = summed === undefined ? [] : Array.from({ length: count / 2 }, () => sumOf(writer));
  countUp(writer, examples, count, (example) => {
    const here: FunctionState = { ...state, example };
    const masks = summed === undefined ? [] : masksOf(here, count);
    const scores = scoresOf(here, shared, narrowed, members, ends);
    for (const [name, { instruction }] of Object.entries(program.outputs)) {
      if (name !== summed) storeScores(here, name, scores, instruction, factors);
      else
        scores.float64(instruction).forEach((value, half) => {
          totals[half]?.add(value, masks[half]);
        });
    }
  });
  const [first, ...others] = totals.map((total) => total.totals(true)[0] as Code);
  return others.reduce<Code | undefined>((sum, next) => writer.lanes.add(sum as Code, next), first);
}
