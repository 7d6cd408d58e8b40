import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Outputs, reduce } from '../simple-backend.js';
import { alongAxis, plainSum } from '../simple-lowerings.js';
import { mapped } from './data.js';
import { full, quick, toFloat16, type WrongBackend } from './wrong-backend.js';

type Reduce = typeof reduce;

const count = (values: Float32Array) => new Float32Array(values.length).fill(1);

/** A mean over other weights than those it is to have. */
const weighted =
  (change: (weight: Float32Array, examples: number) => Float32Array): Reduce =>
  (reduction, { weight, ...outputs }, examples, sum) =>
    reduce(reduction, weight === undefined ? outputs : { ...outputs, weight: change(weight, examples) }, examples, sum);

/** A mean without the rule that nothing kept gives 0. */
const unguarded: Reduce = (reduction, { weight, kept, ...outputs }, examples, sum) => {
  if (reduction !== 'mean') return reduce(reduction, outputs, examples, sum);
  const total = weight === undefined ? examples : sum(weight);
  const of = (name: string, x: Float32Array) =>
    name === 'loss' ? Float32Array.of(sum(x) / total) : x.map((y) => y / total);
  return Object.fromEntries(Object.entries(outputs).map(([name, x]) => [name, of(name, x)]));
};

const unreduced: Reduce = (_, outputs) => outputs;
const onlyTheLoss: Reduce = (reduction, outputs, examples, sum) => ({
  ...outputs,
  loss: reduce(reduction, outputs, examples, sum).loss as Float32Array,
});

/** Weights are already in the outputs: here they are put in again. */
function twiceWeighted(outputs: Outputs, { data, examples }: HostInputs): Outputs {
  const { weight } = data;
  if (weight === undefined) return outputs;
  return mapped(outputs, (x, name, k) => {
    const per = (outputs[name] as Float32Array).length / examples;
    return ['weight', 'kept'].includes(name) ? x : x * (weight[Math.floor(k / per)] as number);
  });
}

const addUp = (store: (x: number) => number) => (values: Float32Array) => {
  let total = 0;
  for (let k = 0; k < values.length; k += 1) total = store(total + (values[k] as number));
  return total;
};

const withoutWeights = ({ data, ...rest }: HostInputs): HostInputs => {
  const weight = data.weight === undefined ? {} : { weight: Array.from(data.weight, (w) => (w > 0 ? 1 : w)) };
  return { ...rest, data: { ...data, ...weight } };
};

/** Backends that reduce wrongly. */
export const wrongReductions: readonly WrongBackend[] = [
  quick('rows added one by one', 'a row of 131,072 classes', /loss of scores 0 .* ulp off/, {
    lowerings: { sum: alongAxis(plainSum) },
  }),
  quick('mean over masked examples too', 'data/mean, a mask, NaN under it', /the mean of 23 losses is .* ulp off/, {
    reduce: weighted((weight, examples) => new Float32Array(examples).fill(1).map((one, k) => weight[k] || one)),
  }),
  quick(
    'mean divided by the number of weights',
    'data/mean, weights with zeros',
    /the mean of 23 losses is .* ulp off/,
    {
      reduce: weighted(count),
    },
  ),
  quick('weights ignored', 'data/mean, weights with zeros', /the mean of 23 losses is .* ulp off/, {
    inputs: withoutWeights,
  }),
  quick('weights put in twice', 'data/mean, weights with zeros', /the mean of 23 losses is .* ulp off/, {
    outputs: twiceWeighted,
  }),
  quick('all masked gives 0 ÷ 0', 'data/mean, all masked', /the mean of 23 losses is NaN, exactly 0/, {
    reduce: unguarded,
  }),
  quick('weights all zero give 0 ÷ 0', 'data/mean, weights all zero', /the mean of 23 losses is NaN, exactly 0/, {
    reduce: unguarded,
  }),
  quick('a mean that is still one loss per example', 'data/mean, plain', /loss has 23 numbers, expected 1/, {
    reduce: unreduced,
  }),
  quick('gradients of a mean not divided', 'data/mean, plain', /gradient\[0\], reduction mean, is .* ulp off/, {
    reduce: onlyTheLoss,
  }),
  full('sum taken for mean', 'data/sum, plain', /the sum of 23 losses is .* ulp off/, {
    program: (program: Program) => (program.reduction === 'sum' ? { ...program, reduction: 'mean' as const } : program),
  }),
  quick('sums in float16', 'data/mean, plain', /the mean of 23 losses is .* ulp off/, { sum: addUp(toFloat16) }),
  full('sums in float32, one by one', 'data/mean of 10^7 matching', /the mean over 10,000,000 entries is .* ulp off/, {
    sum: plainSum,
  }),
];
