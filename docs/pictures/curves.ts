import { evaluate, evaluateLink, type Link, losses } from '@lossmith/core';
import type { Curve } from './draw.ts';

export const scores = (from: number, to: number, count = 121): readonly number[] =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));

const points = (x: readonly number[], y: ArrayLike<number>): Curve['points'] =>
  x.map((value, k) => ({ x: value, y: y[k]! }));

export const sensitivity = (link: Link, z: readonly number[]): Curve['points'] =>
  points(z, evaluateLink(link, z).sensitivity);

/** The loss of predicting each of the scores where `target` was observed. */
export function lossCurve(link: Link, predicted: readonly number[], target: number): Curve['points'] {
  const { loss } = evaluate(losses.matching(link), { predicted, target: predicted.map(() => target) });
  return points(predicted, loss);
}

/** The link, moved so that it is 0 at score 0: a constant changes nothing. */
export function output(link: Link, z: readonly number[]): Curve['points'] {
  const [zero] = evaluateLink(link, [0]).output;
  return points(
    z,
    evaluateLink(link, z).output.map((h) => h - zero!),
  );
}
