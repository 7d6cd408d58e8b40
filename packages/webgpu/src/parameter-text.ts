import type { Program } from '@lossmith/core/backend';

const numberOf = ({ parameters }: Program, name: string) => parameters.findIndex((one) => one.name === name);

/** The value of an open parameter for the example at hand. */
export function parameterText(program: Program, name: string): string {
  const k = numberOf(program, name);
  return `parameter(parameter_${k}, value_${k}, row)`;
}

/**
 * Lines before the loop over examples: where the values of the parameters of a part of the program begin and how far they are
 * apart, 0 where one serves for all, and the first value; so that the loop reads nothing for one that is the same for all.
 */
export const parameterLines = (program: Program, part: Program): readonly string[] =>
  part.parameters.flatMap(({ name }) => {
    const k = numberOf(program, name);
    return [
      `let parameter_${k} = vec2u(parameters_data[${2 * k}u], parameters_data[${2 * k + 1}u]);`,
      `let value_${k} = bitcast<f32>(parameters_data[parameter_${k}.x]);`,
    ];
  });

export const parametersText = ({ parameters }: Program): string =>
  parameters.length === 0
    ? ''
    : `fn parameter(place: vec2u, value: f32, row: u32) -> f32 {
  if (place.y == 0u) {
    return value;
  }
  return bitcast<f32>(parameters_data[place.x + place.y * row]);
}`;
