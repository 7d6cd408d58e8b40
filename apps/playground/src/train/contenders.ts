import { createKernel, evaluate, type LinkSpec, links, losses } from '@lossmith/wasm';
import { matching } from '../design/curves.js';

export const contenderNames = ['squared error', 'squared, reweighted', 'designed loss'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** A loss with its data: the mean loss of scores, and the gradient by them. */
export interface Contender {
  readonly name: ContenderName;
  evaluate(predicted: Float64Array): { readonly loss: number; readonly gradient: Float64Array };
  dispose(): void;
}

/** Squared error counts each example by h'(s), with mean 1: the remedy one tries before designing a loss. */
function sensitivities(link: LinkSpec, target: Float64Array): Float64Array {
  const { hessian } = evaluate(matching(link), { predicted: target, target });
  const mean = hessian.reduce((sum, value) => sum + value, 0) / hessian.length;
  return hessian.map((value) => value / mean);
}

/** The three losses that are trained side by side, as WebAssembly kernels. Throws Lossmith's errors for scores that the link cannot take. */
export function createContenders(link: LinkSpec, target: Float64Array): readonly Contender[] {
  const squared = losses.matching(links.identity());
  const plain = { data: 'float64', parameters: 'constants' } as const;
  const kernels = [
    createKernel(squared, plain),
    createKernel(squared, { ...plain, weight: true }),
    createKernel(matching(link), plain),
  ];
  const weight = sensitivities(link, target);
  return kernels.map((kernel, k) => ({
    name: contenderNames[k] as ContenderName,
    evaluate(predicted) {
      const { loss, gradient } = kernel.run({ predicted, target, ...(k === 1 ? { weight } : {}) });
      return { loss: loss[0] as number, gradient };
    },
    dispose: () => void kernel.dispose(),
  }));
}
