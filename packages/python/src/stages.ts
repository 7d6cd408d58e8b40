import { type Instruction, type Program, type Stage, stagesOf } from '@lossmith/core/backend';

/** The stages of a program, and what is needed where. */
export interface StagePlan {
  readonly stages: readonly Stage[];
  /** Whether one instruction of the same stage alone needs a place. */
  isInner(place: number, stage: Stage): boolean;
}

export function planOf({ instructions, outputs }: Program): StagePlan {
  const stages = stagesOf({ instructions, outputs });
  const argsOf = (place: number) => (instructions[place] as Instruction).args;
  /** What needs a place: a stage for each use, and no stage for an output. */
  const uses = new Map<number, (Stage | undefined)[]>();
  const use = (place: number, stage?: Stage) => {
    const known = uses.get(place) ?? [];
    known.push(stage);
    uses.set(place, known);
  };
  for (const stage of stages) for (const own of stage.instructions) for (const place of argsOf(own)) use(place, stage);
  for (const { instruction } of Object.values(outputs)) use(instruction);
  const isInner = (place: number, stage: Stage) => {
    const [first, ...others] = uses.get(place) ?? [];
    const isKept = stage.kind === 'pairs' && stage.results.includes(place);
    return first === stage && others.length === 0 && !isKept;
  };
  return { stages, isInner };
}
