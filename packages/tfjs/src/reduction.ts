import { LossmithOptionError } from '@lossmith/core';
import { describeValue, type Program } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { Layout } from './layout.js';
import { sumAll, sumRows } from './sums.js';

/**
 * 'example' (as Keras losses return): one number per entry of the first axis, Σ w·L over its kept entries over their
 * number. 'none': w·L in the shape of the unreduced loss. 'sum', 'mean': a scalar, the mean over Σ w of what is kept.
 */
export type TfjsReduction = 'example' | 'none' | 'sum' | 'mean';

const reductions: readonly unknown[] = ['example', 'none', 'sum', 'mean'] satisfies TfjsReduction[];

export function checkReduction(value: unknown): TfjsReduction {
  if (reductions.includes(value)) return value as TfjsReduction;
  throw new LossmithOptionError('reduction', `${describeValue(value)} is unknown`, `use ${reductions.join(', ')}`);
}

/** What each example counts; undefined where every one counts as 1. */
export interface Counts {
  readonly weight: tf.Tensor | undefined;
  readonly kept: tf.Tensor | undefined;
}

/** A reduction is linear: sums of losses, times a factor that the data alone decide. */
export interface Reduction {
  readonly layout: Layout;
  readonly kind: TfjsReduction;
}

/** How many examples each entry of the first axis holds. */
function groupsOf({ exampleShape, examples }: Layout): [count: number, each: number] {
  const count = exampleShape[0] ?? 1;
  return [count, count === 0 ? 0 : examples / count];
}

/** 1/x, and 0 where x is 0. */
const reciprocal = (x: tf.Tensor): tf.Tensor => tf.where(tf.equal(x, 0), tf.zerosLike(x), tf.div(1, x));

/** The factor of a reduction: one number, or one per entry of the first axis. */
export function factorOf({ layout, kind }: Reduction, { weight, kept }: Counts): tf.Tensor {
  const [count, each] = groupsOf(layout);
  if (kind === 'example') {
    return kept === undefined ? tf.scalar(1 / Math.max(each, 1)) : reciprocal(sumRows(tf.reshape(kept, [count, each])));
  }
  if (kind !== 'mean') return tf.scalar(1);
  return weight === undefined ? tf.scalar(1 / Math.max(layout.examples, 1)) : reciprocal(sumAll(weight));
}

/** From one number per example, [examples, 1, 1], to the shape of the result. */
export function reduce({ layout, kind }: Reduction, losses: tf.Tensor, factor: tf.Tensor): tf.Tensor {
  if (kind === 'none') return tf.reshape(losses, [...layout.exampleShape]);
  if (kind !== 'example') return tf.mul(sumAll(losses), factor);
  const [count, each] = groupsOf(layout);
  const sums = each === 1 ? tf.reshape(losses, [count]) : sumRows(tf.reshape(losses, [count, each]));
  return tf.reshape(tf.mul(sums, factor), layout.exampleShape.slice(0, 1));
}

/** The adjoint of `reduce`: what flows back to each example, [examples, 1, 1], or [1, 1, 1] where that is the same for all. */
export function spread({ layout, kind }: Reduction, upstream: tf.Tensor, factor: tf.Tensor): tf.Tensor {
  const shape: [number, number, number] = [layout.examples, 1, 1];
  if (kind === 'none') return tf.reshape(upstream, shape);
  const share = tf.mul(upstream, factor);
  if (kind !== 'example') return tf.reshape(share, [1, 1, 1]);
  const [count, each] = groupsOf(layout);
  if (each === 1) return tf.reshape(share, shape);
  // Adding to zeros repeats 100 times faster than a tile on wasm.
  return tf.reshape(tf.add(tf.fill([count, each], 0), tf.reshape(share, [count, 1])), shape);
}

/** The outputs of a program as its reduction says: see `Program.reduction`. */
export function reduceOutputs(
  { reduction }: Program,
  outputs: Readonly<Record<string, tf.Tensor>>,
  examples: number,
): Readonly<Record<string, tf.Tensor>> {
  if (reduction === 'none') return outputs;
  const whole: Reduction = {
    layout: { shape: [examples], exampleShape: [examples], examples, items: 1 },
    kind: reduction,
  };
  const { weight, kept, ...results } = outputs;
  const factor = factorOf(whole, { weight, kept });
  const reduced = Object.entries(results).map(([name, x]) => {
    return [name, name === 'loss' ? reduce(whole, x, factor) : tf.mul(x, factor)] as const;
  });
  return Object.fromEntries(reduced);
}
