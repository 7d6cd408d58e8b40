import { costOf, type Instruction, type Precision, type Program } from '@lossmith/core/backend';
import { type Code, simd, when } from './encoding.js';
import * as v128 from './instructions/v128.js';
import type { FunctionState } from './loop-scope.js';
import { neededFrom } from './needed-values.js';
import type { Scores } from './scores.js';
import { and, not, select, type Variable, variable } from './writer.js';

/** From there on it is worth a jump to leave values out where no lane takes them, in additions. */
const worthAJump = 40;

/** Selects with the condition of this one, itself among them, which neither need it nor are needed by it. */
function together(program: Program, members: readonly number[], place: number): readonly number[] {
  const at = (one: number) => program.instructions[one] as Instruction;
  const needs = (one: number, other: number) => neededFrom(program, [one]).has(other);
  return members.filter(
    (one) =>
      at(one).op === 'select' &&
      at(one).args[0] === at(place).args[0] &&
      (one === place || !(needs(one, place) || needs(place, one))),
  );
}

/**
 * Works out a select, and those together with it, where its second value costs much: it is left out where no lane takes it. What is worked out
 * for it alone is worked out again where it is needed elsewhere.
 */
export function branchAt(state: FunctionState, scores: Scores, members: readonly number[], place: number): void {
  const { writer, shared, spec } = state;
  const { ask, arithmetic, known } = scores;
  const at = (one: number) => spec.program.instructions[one] as Instruction;
  const keyOf = (one: number) => (arithmetic[one] as Precision) + one;
  const side = (one: number, number: 1 | 2) => ask(at(one).args[number] as number, arithmetic[one] as Precision);
  const isBegun = (one: number) => known.has(`begun${one}`);
  if (at(place).op !== 'select' || isBegun(place)) return;
  const selects = together(spec.program, members, place).filter((one) => !isBegun(one));
  // One that is asked for meanwhile is worked out there, without a jump.
  for (const one of selects) known.set(`begun${one}`, []);
  const firsts = selects.map((one) => side(one, 1));
  const seconds = selects.map((one) => at(one).args[2] as number);
  const missing = [...neededFrom(spec.program, seconds, (one) => shared.has(one) || known.has(keyOf(one)))];
  if (missing.reduce((sum, one) => sum + costOf(at(one).op), 0) < worthAJump) return;
  const results = firsts.map((values) => values.map((value) => variable(writer, value)));
  const [condition] = at(place).args as [number];
  const all = ask(condition, arithmetic[condition] as Precision).reduce(and);
  const before = [...known];
  const inner = writer.collect(() => {
    selects.forEach((one, k) => {
      const masks = ask(condition, arithmetic[one] as Precision);
      side(one, 2).forEach((value, half) => {
        const { get, set } = (results[k] as readonly Variable[])[half] as Variable;
        set(select(masks[half] as Code, get, value));
      });
    });
  });
  known.clear();
  for (const [key, value] of before) known.set(key, value);
  writer.emit(when(simd(v128.anyTrue, [not(all)]), inner));
  selects.forEach((one, k) => {
    known.set(
      keyOf(one),
      (results[k] as readonly Variable[]).map(({ get }) => get),
    );
  });
}
