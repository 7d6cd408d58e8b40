import type { Instruction, Loop, Program, Step } from '@lossmith/core/backend';

const placesIn = (steps: readonly Step[]) => steps.flatMap((step) => (step.kind === 'instruction' ? [step.place] : []));

/** How often each result is used by the instructions of one list of steps themselves; elsewhere, or stored, it counts as often. */
export function usesOf(
  program: Program,
  { steps, reductions, outputs, keeps }: Pick<Loop, 'steps' | 'reductions' | 'outputs' | 'keeps'>,
): ReadonlyMap<number, number> {
  const storedAt = (name: string) => (program.outputs[name] as Program['outputs'][string]).instruction;
  const argsOf = (place: number) => (program.instructions[place] as Instruction).args;
  const uses = new Map<number, number>([...outputs.map(storedAt), ...keeps].map((place) => [place, 2]));
  const count = (place: number, by: number) => uses.set(place, (uses.get(place) ?? 0) + by);
  for (const place of [...placesIn(steps), ...reductions]) for (const argument of argsOf(place)) count(argument, 1);
  const insideLoops = (step: Step): void => {
    if (step.kind !== 'loop') return;
    for (const place of [...placesIn(step.steps), ...step.reductions]) for (const k of argsOf(place)) count(k, 2);
    for (const name of step.outputs) count(storedAt(name), 2);
    step.steps.forEach(insideLoops);
  };
  steps.forEach(insideLoops);
  return uses;
}
