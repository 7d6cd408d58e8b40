/** An input of a simulation, uniform between its ends. */
export type Range = readonly [name: string, from: number, to: number];

/** A formula that stands in for a costly simulation: the target is a function of the inputs, without noise. */
export interface Simulation {
  readonly id: string;
  readonly name: string;
  readonly ranges: readonly Range[];
  /** From inputs in their units, in the order of the ranges. */
  readonly value: (inputs: readonly number[]) => number;
}
