import type { Program } from '@lossmith/core/backend';

const numberOf = ({ parameters }: Program, name: string) => parameters.findIndex((one) => one.name === name);

/** The value of an open parameter for the example at hand. */
export const parameterText = (program: Program, name: string): string =>
  `parameter(parameter_${numberOf(program, name)}, example)`;

/**
 * Lines before the loop over examples: where the values of the parameters of a part of the program begin and how far they are
 * apart, 0 where one serves for all.
 */
export const parameterLines = (program: Program, part: Program): readonly string[] =>
  part.parameters.map(({ name }) => {
    const k = numberOf(program, name);
    return `let parameter_${k} = vec2u(parameters_data[${2 * k}u], parameters_data[${2 * k + 1}u]);`;
  });

/** Read anew for every example, without a branch (see `logic` in lowerings.ts). */
export const parametersText = ({ parameters }: Program): string =>
  parameters.length === 0
    ? ''
    : `fn parameter(place: vec2u, example: u32) -> f32 {
  return bitcast<f32>(parameters_data[place.x + place.y * example]);
}`;
