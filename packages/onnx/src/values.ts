import { type Instruction, type Lowering, type Program, type Stage, stagesOf } from '@lossmith/core/backend';
import { bySize } from './by-size.js';
import type { Context } from './context.js';
import type { OnnxLowerings } from './lowerings.js';
import { lowerPairs } from './pairs.js';
import type { Shapes } from './shapes.js';

/** Whether each instruction depends on one of this operation. */
export function dependents(instructions: readonly Instruction[], on: 'input' | 'parameter'): readonly boolean[] {
  const found: boolean[] = [];
  for (const { op, args } of instructions) found.push(op === on || args.some((place) => found[place]));
  return found;
}

/** What errors call a result that has more numbers than there are examples. */
export const tooMany = 'open_parameters_must_be_one_number_or_one_per_example';

/** Stages one after the other. What pairs are is kept only where it is gathered. */
function inStages(
  stages: readonly Stage[],
  { instructions }: Program,
  lowerings: OnnxLowerings,
  context: Context,
  shapes: Shapes,
): readonly string[] {
  const lower = (instruction: Instruction, args: readonly string[], own: Context) =>
    (lowerings[instruction.op as keyof OnnxLowerings] as Lowering<string, Context>)(args, instruction, own);
  const [perExample, open] = [dependents(instructions, 'input'), dependents(instructions, 'parameter')];
  const values: string[] = [];
  const setting = {
    context,
    shapes,
    values,
    lower,
    perExample: (place: number) => perExample[place] as boolean,
    fault: (place: number) => (open[place] ? tooMany : undefined),
  };
  for (const stage of stages) {
    if (stage.kind === 'pairs') {
      for (const [place, value] of lowerPairs(stage, instructions, setting)) values[place] = value;
      continue;
    }
    for (const place of stage.instructions) {
      const instruction = instructions[place] as Instruction;
      const args = instruction.args.map((argument) => values[argument] as string);
      values[place] = lower(instruction, args, context);
    }
  }
  return values;
}

/** The values that outputs are made of, by their place in the program: few pairs as whole tensors, many in tiles. */
export function valuesOf(program: Program, lowerings: OnnxLowerings, context: Context, shapes: Shapes) {
  const stages = stagesOf(program);
  const outputs = [...new Set(Object.values(program.outputs).map(({ instruction }) => instruction))];
  const whole: Stage = { kind: 'plain', instructions: program.instructions.map((_, place) => place), results: outputs };
  const by = (chosen: readonly Stage[]) => (own: Context) => inStages(chosen, program, lowerings, own, shapes);
  if (stages.every(({ kind }) => kind === 'plain')) return by([whole])(context);
  const wanted = (chosen: readonly Stage[]) => (own: Context) => {
    const values = by(chosen)(own);
    return outputs.map((place) => values[place] as string);
  };
  const results = bySize(wanted([whole]), wanted(stages), outputs.length, context, shapes);
  const values: string[] = [];
  outputs.forEach((place, k) => {
    values[place] = results[k] as string;
  });
  return values;
}
