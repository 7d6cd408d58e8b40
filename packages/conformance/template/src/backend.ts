import type { Backend, Lowering, Program } from '@lossmith/core/backend';
import { type Context, lowerings, type Value } from './lowerings.js';

/** A compiled program: what `run` needs to run it. */
export interface Artifact {
  readonly program: Program;
  readonly text: string;
}

/** One line per instruction, in order: its arguments are earlier ones. */
function linesOf({ instructions }: Program, context: Context): string[] {
  return instructions.map((instruction, k) => {
    const lower = lowerings[instruction.op as keyof typeof lowerings] as Lowering<Value, Context>;
    const args = instruction.args.map((place) => `v${place}`);
    return `v${k} = ${lower(args, instruction, context)};`;
  });
}

/** Still to do: outputs repeated along the axes they ask for, then `program.reduction`. */
function emit(program: Program): Artifact {
  const lines = linesOf(program, { items: 'items' });
  const outputs = Object.entries(program.outputs).map(([name, { instruction }]) => `${name} = v${instruction};`);
  return { program, text: [...lines, ...outputs].join('\n') };
}

export const backend: Backend<Value, Context, Artifact> = {
  contract: 1,
  name: 'template-name',
  lowerings,
  emit,
};
