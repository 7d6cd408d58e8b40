import type { Instruction, Program } from '@lossmith/core/backend';

/** The part of a program that computes some of its outputs alone. */
export function partOfProgram(program: Program, wanted: (name: string) => boolean): Program {
  const outputs = Object.entries(program.outputs).filter(([name]) => wanted(name));
  const needed = new Set(outputs.map(([, { instruction }]) => instruction));
  for (let place = program.instructions.length - 1; place >= 0; place -= 1) {
    if (needed.has(place)) for (const k of (program.instructions[place] as Instruction).args) needed.add(k);
  }
  const places = [...needed].sort((x, y) => x - y);
  const newPlace = new Map(places.map((place, k) => [place, k]));
  const instructions = places.map((place) => {
    const instruction = program.instructions[place] as Instruction;
    return { ...instruction, args: instruction.args.map((k) => newPlace.get(k) as number) };
  });
  const named = (op: string) => new Set(instructions.filter((one) => one.op === op).map(({ name }) => name));
  const [inputs, parameters] = [named('input'), named('parameter')];
  return {
    ...program,
    inputs: program.inputs.filter(({ name }) => inputs.has(name)),
    parameters: program.parameters.filter(({ name }) => parameters.has(name)),
    instructions,
    outputs: Object.fromEntries(
      outputs.map(([name, output]) => [name, { ...output, instruction: newPlace.get(output.instruction) as number }]),
    ),
  };
}
