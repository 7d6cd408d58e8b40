import { type Loss, parseLoss } from '@lossmith/core';
import type { AnyFamily, Precision } from '@lossmith/core/backend';
import type { ExactCase, Nested, OutputName } from './exact-values.js';
import { lossFloors } from './floors.js';
import { withRoom } from './room.js';

/** One exact number and the largest error it may have, null where the precision cannot hold it. */
export interface ExactNumber {
  readonly text: string;
  readonly value: number;
  readonly allowed: number | null;
}

/** One example (or row of classes) with exact results. */
export interface ExactPoint {
  readonly predicted: readonly number[];
  /** Empty where the loss observes nothing. */
  readonly target: readonly number[];
  /** What else the loss asks for, by name. */
  readonly others: Readonly<Record<string, readonly number[]>>;
  /** Whether it counts in a mean. */
  readonly counts: boolean;
  readonly exact: Readonly<Record<OutputName, readonly ExactNumber[]>>;
}

/** Exact points of one loss, all with as many classes. */
export interface ExactSet {
  readonly loss: Loss;
  readonly items: number;
  readonly points: readonly ExactPoint[];
  /** Targets that are none. */
  readonly invalid: readonly (readonly number[])[];
}

const listOf = <Value>(x: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(x) ? (x as readonly Value[]) : [x as Value];

/** Example k of every input of a loss that a case has numbers for. */
const dataAt = ({ inputs }: Loss, given: ExactCase, k: number): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    inputs
      .filter(({ name }) => given[name] !== undefined)
      .map(({ name }) => [name, listOf((given[name] as Nested<number>)[k] as number | readonly number[])]),
  );

/** 'inf' stands for what is beyond every precision. */
const numberOf = (text: string): number => Number(text.replace('inf', 'Infinity'));

export function exactSet(given: ExactCase, precision: Precision, families: readonly AnyFamily[]): ExactSet {
  const { expected, allowed, invalid = [], counts } = given;
  const numbersAt = (name: OutputName, k: number) => {
    const limits = listOf(allowed[precision][name][k] ?? null);
    return listOf(expected[name][k] as string | readonly string[]).map(
      (text, n): ExactNumber => ({ text, value: numberOf(text), allowed: limits[n] ?? null }),
    );
  };
  const loss = parseLoss(given.loss, families);
  const bare = given.predicted.map((_, k): ExactPoint => {
    const at = (name: OutputName) => numbersAt(name, k);
    const { predicted = [], target = [], ...others } = dataAt(loss, given, k);
    return {
      predicted,
      target,
      others,
      counts: counts?.[k] ?? true,
      exact: { loss: at('loss'), gradient: at('gradient'), hessian: at('hessian') },
    };
  });
  // Bars take longer than all else here, and most runs look at few sets: not before someone asks.
  let floors: readonly number[] | undefined;
  const exactOf = (point: ExactPoint, k: number): ExactPoint['exact'] => {
    floors ??= lossFloors(loss, bare, precision, families);
    const floor = floors[k] as number;
    const room = (name: OutputName) => withRoom(loss, point, name, precision, floor);
    return { loss: room('loss'), gradient: room('gradient'), hessian: room('hessian') };
  };
  const points = bare.map((point, k): ExactPoint => {
    let exact: ExactPoint['exact'] | undefined;
    return {
      ...point,
      get exact() {
        exact ??= exactOf(point, k);
        return exact;
      },
    };
  });
  return {
    loss,
    items: points[0]?.predicted.length ?? 1,
    points,
    invalid: invalid.map(listOf),
  };
}
