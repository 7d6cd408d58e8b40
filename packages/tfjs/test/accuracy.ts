import { evaluate, parseLoss } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { compileTfjs } from '../src/compile-tfjs.ts';
import type { TfjsExecution } from '../src/program-runner.ts';
import { isNormal, numbers } from './numbers.ts';
import { kappa, ulp } from './random-links.ts';

export type Pair = readonly [predicted: number, target: number];
const names = ['loss', 'gradient', 'hessian'] as const;

/** A matching loss of a link over pairs of scores: in float32 by tfjs and in float64 by the reference. */
export function computed(link: unknown, given: readonly Pair[], execution: TfjsExecution = 'auto') {
  const loss = parseLoss({ kind: 'matching', target: 'score', link });
  const [predicted, target] = [given.map(([x]) => x), given.map(([, s]) => s)];
  const exact = evaluate(loss, { predicted, target });
  const found = tf.tidy(() => {
    const parts = compileTfjs(loss, { reduction: 'none', execution }).parts(
      tf.tensor1d(target),
      tf.tensor1d(predicted),
    );
    return { loss: numbers(parts.loss), gradient: numbers(parts.gradient), hessian: numbers(parts.hessian) };
  });
  return given.flatMap(([x, s], k) =>
    names.map((name) => ({
      x,
      s,
      name,
      is: found[name][k]!,
      exact: exact[name][k]!,
      at: `${name} at ŝ = ${x}, s = ${s}`,
    })),
  );
}

/** Lines for the results that are further off than design §4 allows, or of another sign. */
export function faults(link: unknown, given: readonly Pair[], execution: TfjsExecution = 'auto'): string[] {
  return computed(link, given, execution).flatMap(({ x, s, is, exact, at }) => {
    if (!isNormal(exact)) return [];
    const ulps = 16 + 2 * Math.max(kappa(link, x), kappa(link, s));
    const off = Math.abs(is - exact) / ulp(exact);
    if (off <= ulps && Math.sign(is) === Math.sign(exact)) return [];
    return [`${at} is ${is}, exactly ${exact}: ${off.toFixed(1)} ulp, ${ulps.toFixed(1)} allowed`];
  });
}
