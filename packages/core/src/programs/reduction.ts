import { sumOf } from '../data/compensated-sum.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';

/** 'none': w·L per example. 'sum': Σ w·L. 'mean': Σ w·L / Σ w over what is kept, 0 where Σ w = 0. */
export type Reduction = 'none' | 'sum' | 'mean';

const reductions: readonly unknown[] = ['none', 'sum', 'mean'] satisfies Reduction[];

export function checkReduction(value: unknown): Reduction {
  if (reductions.includes(value)) return value as Reduction;
  throw new LossmithOptionError('reduction', `${describeValue(value)} is unknown`, "use 'none', 'sum' or 'mean'");
}

type Results = Readonly<Record<string, Float64Array>>;

/** What losses and their derivatives are multiplied by: 1/Σw for a mean, `weight` holding what each example counts. */
function factorOf(reduction: Reduction, { weight }: Results, examples: number): number {
  if (reduction !== 'mean') return 1;
  const total = weight === undefined ? examples : sumOf(weight);
  return total === 0 ? 0 : 1 / total;
}

/** A typed array's own map calls a function for each number. */
function scaledBy(factor: number, values: Float64Array): Float64Array {
  const out = values.slice();
  for (let k = 0; k < out.length; k += 1) out[k] = (out[k] as number) * factor;
  return out;
}

/**
 * The results of a program from its outputs per example, as its reduction says: the loss as one number, gradient and hessian
 * as derivatives of it. What each example counts (`weight`, `kept`) is then no result any more.
 */
export function reduceResults<Output extends Results>(reduction: Reduction, outputs: Output, examples: number): Output {
  if (reduction === 'none') return outputs;
  const factor = factorOf(reduction, outputs, examples);
  const { weight: _, kept: __, ...results } = outputs;
  const reduced = Object.entries(results).map(([name, values]) => {
    return [
      name,
      name === 'loss' ? Float64Array.of(factor && sumOf(values) * factor) : scaledBy(factor, values),
    ] as const;
  });
  return Object.fromEntries(reduced) as Output;
}
