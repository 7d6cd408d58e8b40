/** An input of a simulation, uniform between its ends. */
export type Range = readonly [name: string, from: number, to: number];

/** A formula that stands in for a costly simulation: without hidden inputs the target is a function of what the model sees. */
export interface Simulation {
  readonly id: string;
  readonly name: string;
  readonly ranges: readonly Range[];
  /** What the value depends on and no model is told: noise. */
  readonly hidden?: readonly Range[];
  /** From inputs in their units, in the order of the ranges, then of the hidden ones. */
  readonly value: (inputs: readonly number[]) => number;
}
