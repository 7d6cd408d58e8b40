import type { Instruction, Program } from './program.js';

/**
 * A part of a program. `instructions` vary along at most one axis of items ('plain'), or are worked out once for each pair (i, j), for some i at a time, so that
 * nothing as large as all pairs of a list is ever there. `results` are those of them that later stages need: of pairs reductions along i or j, and outputs.
 */
export interface Stage {
  readonly kind: 'plain' | 'pairs';
  readonly instructions: readonly number[];
  readonly results: readonly number[];
}

const ofPairs = ({ axes }: Instruction) => axes === 'ij';

/** After how many stages of pairs each instruction can be had; for pairs themselves the first stage that can have them. */
function levelsOf(instructions: readonly Instruction[]): readonly number[] {
  const levels: number[] = [];
  for (const instruction of instructions) {
    const isPair = ofPairs(instruction);
    const after = (argument: number) =>
      (levels[argument] as number) + (isPair && !ofPairs(instructions[argument] as Instruction) ? 1 : 0);
    levels.push(Math.max(isPair ? 1 : 0, ...instruction.args.map(after)));
  }
  return levels;
}

/** The given places and the instructions of pairs that they need, in order. */
function withPairs(instructions: readonly Instruction[], places: readonly number[]): readonly number[] {
  const isPair = (place: number) => ofPairs(instructions[place] as Instruction);
  const needed = new Set(places);
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k))
      for (const argument of (instructions[k] as Instruction).args) if (isPair(argument)) needed.add(argument);
  return [...needed].sort((x, y) => x - y);
}

/**
 * A program as stages, for backends that work on whole arrays: plain instructions, then pairs with the reductions over them, then what needs
 * these, and so on. A program without pairs is one plain stage.
 */
export function stagesOf({ instructions, outputs }: Pick<Program, 'instructions' | 'outputs'>): readonly Stage[] {
  const levels = levelsOf(instructions);
  const kept = new Set(Object.values(outputs).map(({ instruction }) => instruction));
  const isPair = (k: number) => ofPairs(instructions[k] as Instruction);
  const isResult = (k: number) => isPair(k) || (instructions[k] as Instruction).args.some(isPair);
  const places = instructions.map((_, k) => k).filter((k) => !isPair(k) || kept.has(k));
  const stages: Stage[] = [];
  const add = (kind: Stage['kind'], results: readonly number[]) => {
    if (results.length > 0) stages.push({ kind, instructions: withPairs(instructions, results), results });
  };
  for (let level = 0; level <= Math.max(0, ...levels); level += 1) {
    const here = places.filter((k) => levels[k] === level);
    add('pairs', here.filter(isResult));
    add(
      'plain',
      here.filter((k) => !isResult(k)),
    );
  }
  return stages;
}
