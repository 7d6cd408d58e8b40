import type { Program } from '@lossmith/core/backend';

/** The value of an open parameter for the example at hand. */
export const parameterText = ({ parameters }: Program, name: string): string =>
  `parameter(${parameters.findIndex((one) => one.name === name)}u, row)`;

/** Of each parameter the buffer holds where its values begin and how far they are apart: 0 where one serves for all. */
export const parametersText = ({ parameters }: Program): string =>
  parameters.length === 0
    ? ''
    : `fn parameter(number: u32, row: u32) -> f32 {
  return bitcast<f32>(parameters_data[parameters_data[2u * number] + parameters_data[2u * number + 1u] * row]);
}`;
