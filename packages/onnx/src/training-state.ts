import { LossmithInputError, LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ParameterTensor } from './head-spec.js';

/** A tensor's numbers and shape. */
export interface Values {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A tensor of any ONNX Runtime; its `data` are a Float32Array where they are on the host. */
export interface StateTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** Parameters and optimiser state by name. */
export type TrainingState<Tensor extends StateTensor = Values> = Readonly<Record<string, Tensor>>;

/** What a step calls the new value of a tensor. */
export const nextOf = (name: string): string => `next.${name}`;

const sizeOf = (dims: readonly number[]) => dims.reduce((x, y) => x * y, 1);

/** The generator's first numbers hardly depend on the seed: the very first is the bound itself for every small one. */
const warmUp = 64;

function seeded(seed: number) {
  if (!Number.isSafeInteger(seed)) throw new LossmithOptionError('seed', `cannot be ${seed}`, 'give a whole number');
  const random = xoroshiro128plus(seed);
  for (let k = 0; k < warmUp; k += 1) uniformFloat64(random);
  return random;
}

/** Numbers uniform in ±√(6/(inputs + outputs)) (Glorot, Bengio 2010). */
function glorot({ dims }: ParameterTensor, random: ReturnType<typeof xoroshiro128plus>): Float32Array {
  const [inputs, outputs] = dims as readonly [number, number];
  const bound = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => (2 * uniformFloat64(random) - 1) * bound);
}

/** Weights as the seed decides, and zeros for all the rest. */
export function initialState(tensors: readonly ParameterTensor[], seed: number): TrainingState {
  const random = seeded(seed);
  const values = (one: ParameterTensor) =>
    one.name.endsWith('.weight') ? glorot(one, random) : new Float32Array(sizeOf(one.dims));
  return Object.fromEntries(tensors.map((one) => [one.name, { data: values(one), dims: one.dims }]));
}

/** A tensor out of many, of the shape that the step has it in. `what` and `advice` are for errors. */
function tensorOf<Tensor extends StateTensor>(
  all: TrainingState<Tensor>,
  { name, dims }: ParameterTensor,
  what: string,
  advice: string,
): Tensor {
  if (typeof all !== 'object' || all === null) throw new LossmithInputError(what, `is ${String(all)}`, advice);
  const tensor = all[name];
  if (tensor === undefined) throw new LossmithInputError(what, `has no '${name}'`, advice);
  const found = Array.isArray(tensor?.dims) ? tensor.dims : undefined;
  if (found === undefined) throw new LossmithInputError(`${what}['${name}']`, 'is no tensor', advice);
  if (found.length === dims.length && found.every((length, k) => length === dims[k])) return tensor;
  throw new LossmithShapeError(`${what}['${name}']`, found, dims, advice);
}

/** The state out of what a step has returned. */
export function nextState<Tensor extends StateTensor>(
  tensors: readonly ParameterTensor[],
  results: TrainingState<Tensor>,
): Record<string, Tensor> {
  const advice = 'give what session.run returned for this training step';
  const next = ({ name, dims }: ParameterTensor) => tensorOf(results, { name: nextOf(name), dims }, 'results', advice);
  return Object.fromEntries(tensors.map((one) => [one.name, next(one)]));
}

/** The data of a tensor; undefined where they are on a GPU, which ONNX Runtime tells by an error. */
function onHost(tensor: StateTensor): unknown {
  try {
    return tensor.data;
  } catch {
    return undefined;
  }
}

/** The numbers of a parameter in a state. */
export function numbersOf(state: TrainingState<StateTensor>, parameter: ParameterTensor): Float32Array {
  const data = onHost(tensorOf(state, parameter, 'state', 'give the state of this training step'));
  if (data instanceof Float32Array && data.length === sizeOf(parameter.dims)) return data;
  const advice = 'give float32 tensors; of those on a GPU { dims, data: await tensor.getData() }';
  throw new LossmithInputError(`state['${parameter.name}']`, 'holds no Float32Array of its shape', advice);
}
