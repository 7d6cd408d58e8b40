import type { Instruction, Program } from './program.js';

/**
 * A part of a program. `instructions` vary along at most one axis of items, or are worked out once for each pair (i, j), for some i at a time, so that
 * nothing as large as all pairs of a list is ever there. `results` are what is gathered of them: reductions along i or j, and outputs of pairs themselves.
 */
export type Stage =
  | { readonly kind: 'plain'; readonly instructions: readonly number[] }
  | { readonly kind: 'pairs'; readonly instructions: readonly number[]; readonly results: readonly number[] };

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

/** The instructions of pairs that the given places need and are, in order. */
function pairsBehind(instructions: readonly Instruction[], places: readonly number[]): readonly number[] {
  const isPair = (place: number) => ofPairs(instructions[place] as Instruction);
  const needed = new Set(places);
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k))
      for (const argument of (instructions[k] as Instruction).args) if (isPair(argument)) needed.add(argument);
  return [...needed].filter(isPair).sort((x, y) => x - y);
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
  for (let level = 0; level <= Math.max(0, ...levels); level += 1) {
    const here = places.filter((k) => levels[k] === level);
    const results = here.filter(isResult);
    if (results.length > 0) stages.push({ kind: 'pairs', instructions: pairsBehind(instructions, results), results });
    const plain = here.filter((k) => !isResult(k));
    if (plain.length > 0) stages.push({ kind: 'plain', instructions: plain });
  }
  return stages;
}
