import { type Instruction, type Program, stagesOf } from '@lossmith/core/backend';

/** An instruction by its place, and the results that nothing after it uses, so that their memory can be used again at once. */
export interface Step {
  readonly place: number;
  readonly ended: readonly number[];
}

/** A stage of a program: see `stagesOf` of core. */
export interface ScheduledStage {
  readonly kind: 'plain' | 'pairs';
  readonly steps: readonly Step[];
  /** What is gathered of pairs. */
  readonly results: readonly number[];
  /** What pairs are made of that varies along i. */
  readonly alongI: readonly number[];
  /** Results from before pairs that nothing after them uses; while some pairs are still to be worked out they are needed. */
  readonly ended: readonly number[];
}

const isData = ({ op }: Instruction) => op === 'input' || op === 'parameter';

/** For each of some places the arguments that none after it uses. */
function lastUses(instructions: readonly Instruction[], places: readonly number[]): readonly (readonly number[])[] {
  const last = new Map<number, number>();
  places.forEach((place, k) => {
    for (const argument of (instructions[place] as Instruction).args) last.set(argument, k);
  });
  const ended: number[][] = places.map(() => []);
  for (const [argument, k] of last) ended[k]?.push(argument);
  return ended;
}

/** What pairs are made of, not being pairs, that varies along i: its rows belong to those of the pairs. */
function rowsBehind(instructions: readonly Instruction[], places: readonly number[]): readonly number[] {
  const used = places.flatMap((place) => (instructions[place] as Instruction).args);
  return [...new Set(used)].filter((argument) => instructions[argument]?.axes === 'i');
}

/** The stages of a program, with what ends where. Pairs end within the tile that they are worked out in. */
export function scheduleOf(program: Program): readonly ScheduledStage[] {
  const { instructions, outputs } = program;
  const kept = new Set(Object.values(outputs).map(({ instruction }) => instruction));
  const ends = (place: number) => !kept.has(place) && !isData(instructions[place] as Instruction);
  const isPair = (place: number) => instructions[place]?.axes === 'ij';
  const stages = stagesOf(program);
  const overall = lastUses(
    instructions,
    stages.flatMap((stage) => stage.instructions),
  );
  let from = 0;
  return stages.map((stage) => {
    const { kind, instructions: places } = stage;
    const later = overall.slice(from, from + places.length);
    from += places.length;
    const own = kind === 'pairs' ? lastUses(instructions, places).map((list) => list.filter(isPair)) : later;
    return {
      kind,
      results: stage.results,
      steps: places.map((place, k) => ({ place, ended: (own[k] ?? []).filter(ends) })),
      alongI: kind === 'pairs' ? rowsBehind(instructions, places) : [],
      ended: kind === 'pairs' ? later.flat().filter((place) => ends(place) && !isPair(place)) : [],
    };
  });
}
