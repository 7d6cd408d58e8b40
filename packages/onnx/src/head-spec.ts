import { type Loss, LossmithOptionError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';

export type Activation = 'relu' | 'tanh' | 'sigmoid';
export type OptimizerName = 'sgd' | 'momentum' | 'adam';

/** A head: dense layers from features to scores, and how it is trained. */
export interface HeadSpec {
  /** Numbers per example, or per item of a list. */
  readonly inputSize: number;
  /** Widths of hidden layers, in order. Default none. */
  readonly hidden?: readonly number[];
  /**
   * 1 for losses over single scores. For losses over rows of scores the number of classes, 2 or more; or 1, where each item of a row has features of its own and
   * all are scored by the same head: features are [lists, items, inputSize] then.
   */
  readonly outputSize: number;
  /** Of the hidden layers. Default 'relu'. */
  readonly activation?: Activation;
  /** Default 'sgd'. 'momentum' is 0.9; 'adam' has β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷. */
  readonly optimizer?: OptimizerName;
  /** λ of a penalty ½λ·Σw² over all weights, biases apart, which joins the gradient and not the loss. Default 0. */
  readonly l2?: number;
}

/** A tensor of parameters. */
export interface ParameterTensor {
  readonly name: string;
  readonly dims: readonly number[];
}

export interface Layer {
  /** [inputs, outputs]. */
  readonly weight: ParameterTensor;
  /** [outputs]. */
  readonly bias: ParameterTensor;
}

function refuse(option: string, value: unknown, advice: string): never {
  throw new LossmithOptionError(option, `cannot be ${JSON.stringify(value)}`, advice);
}

const isSize = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const activations: readonly unknown[] = ['relu', 'tanh', 'sigmoid'] satisfies Activation[];
const optimizers: readonly unknown[] = ['sgd', 'momentum', 'adam'] satisfies OptimizerName[];

/** The head with its defaults, after checking that the loss can be taken of its scores. */
export function checkHead(spec: HeadSpec, loss: Loss): Required<HeadSpec> {
  if (typeof spec !== 'object' || spec === null) refuse('head', spec, 'give { inputSize, outputSize, … }');
  checkOptions(spec, ['inputSize', 'hidden', 'outputSize', 'activation', 'optimizer', 'l2']);
  const { inputSize, hidden = [], outputSize, activation = 'relu', optimizer = 'sgd', l2 = 0 } = spec;
  if (!isSize(inputSize)) refuse('inputSize', inputSize, 'give a whole number above 0');
  if (!isSize(outputSize)) refuse('outputSize', outputSize, 'give a whole number above 0');
  if (!Array.isArray(hidden) || !hidden.every(isSize)) refuse('hidden', hidden, 'give a list of widths above 0');
  if (loss.axes === '' && outputSize !== 1) refuse('outputSize', outputSize, 'this loss takes single scores: give 1');
  const { items } = loss;
  if (items !== undefined && outputSize !== 1 && outputSize !== items)
    refuse('outputSize', outputSize, `this loss takes rows of ${items}: give ${items}, or 1 to score each by itself`);
  if (!activations.includes(activation)) refuse('activation', activation, `use one of ${activations.join(', ')}`);
  if (!optimizers.includes(optimizer)) refuse('optimizer', optimizer, `use one of ${optimizers.join(', ')}`);
  if (!(Number.isFinite(l2) && l2 >= 0)) refuse('l2', l2, 'give a finite number, 0 or more');
  return { inputSize, hidden, outputSize, activation, optimizer, l2 };
}

/** The layers of a head, from features to scores. */
export function layersOf({ inputSize, hidden, outputSize }: Required<HeadSpec>): readonly Layer[] {
  const sizes = [inputSize, ...hidden, outputSize];
  return sizes.slice(1).map((width, k) => ({
    weight: { name: `layer${k}.weight`, dims: [sizes[k] as number, width] },
    bias: { name: `layer${k}.bias`, dims: [width] },
  }));
}
