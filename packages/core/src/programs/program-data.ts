import type { Instruction, ProgramInput, ProgramParameter } from './program.js';

const ofOperation = (instructions: readonly Instruction[], op: 'input' | 'parameter') =>
  instructions.filter((instruction) => instruction.op === op);

/** Names of inputs that may be given although no instruction reads them. */
export function unusedOf(declared: readonly ProgramInput[], inputs: readonly ProgramInput[]): readonly string[] {
  const names = declared.map(({ name }) => name);
  return Object.freeze(names.filter((name) => !inputs.some((input) => input.name === name)));
}

/** How data lie that are read along these axes: what is read along j lies along the items as what is read along i. */
const layouts = { '': '', i: 'i', j: 'i', ij: 'ij' } as const;

/** Every input once, with the most axes that it is read along. */
export function inputsOf(
  instructions: readonly Instruction[],
  declared: readonly ProgramInput[],
): readonly ProgramInput[] {
  const axesOf = new Map<string, ProgramInput['axes']>();
  for (const { name, axes } of ofOperation(instructions, 'input')) {
    const known = axesOf.get(name as string) ?? '';
    if (known.length <= axes.length) axesOf.set(name as string, layouts[axes]);
  }
  const kindOf = (name: string) => declared.find((input) => input.name === name)?.kind ?? 'number';
  const inputs = [...axesOf].map(([name, axes]) => Object.freeze({ name, axes, kind: kindOf(name) }));
  return Object.freeze(inputs);
}

/** Open parameters with their defaults. */
export const parametersIn = (instructions: readonly Instruction[]): readonly ProgramParameter[] =>
  Object.freeze(
    ofOperation(instructions, 'parameter').map(({ name, value }) =>
      Object.freeze({ name: name as string, value: value as number }),
    ),
  );
