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
  const uses = [
    ...stages.flatMap((stage) => stage.instructions.flatMap(argsOf)),
    ...Object.values(outputs).map(({ instruction }) => instruction),
  ];
  const counts = new Map<number, number>();
  for (const place of uses) counts.set(place, (counts.get(place) ?? 0) + 1);
  const isInner = (place: number, stage: Stage) => {
    const isKept = stage.kind === 'pairs' && stage.results.includes(place);
    return counts.get(place) === 1 && !isKept && stage.instructions.some((own) => argsOf(own).includes(place));
  };
  return { stages, isInner };
}
