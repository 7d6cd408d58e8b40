import { evaluate, type Loss } from '@lossmith/core';
import type { HeadExamples } from './head-examples.js';
import type { HeadSession, HeadState } from './head-session.js';
import type { Scored, Validation } from './train-options.js';

/** How good a state is on the validation data: the larger, the better. */
export type Measure = (session: HeadSession, state: HeadState) => Promise<number>;

/** The metric that is asked for, or the loss with its sign changed, in float64. */
export function measureOn(
  loss: Loss,
  examples: HeadExamples,
  { metric }: Pick<Validation, 'metric'>,
  outputSize: number,
): Measure {
  const all = Array.from({ length: examples.count }, (_, k) => k);
  const features = examples.features(all);
  const data = examples.data(all);
  const values = Object.fromEntries(Object.entries(data).map(([name, feed]) => [name, feed.data]));
  const rest = examples.grouped ? (features.dims[1] as number) : outputSize;
  const shape = loss.axes === '' ? [examples.count] : [examples.count, rest];
  return async (session, state) => {
    const predicted = await session.scores(state, features);
    if (metric !== undefined) return metric({ ...values, predicted, shape } as unknown as Scored);
    const lambda = examples.needsScores ? examples.lambda(all, predicted) : {};
    const weights = Object.fromEntries(Object.entries(lambda).map(([name, feed]) => [name, feed.data]));
    return -(evaluate(loss, { ...values, ...weights, predicted, shape }, { reduction: 'mean' }).loss[0] as number);
  };
}
