/** Training inside ONNX Runtime. Entry point '@lossmith/onnx/training'. */
import type { Loss } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import { lossModel } from './compile-onnx.js';
import { type Graph, type ModelGraph, newGraph } from './graph.js';
import { backward, type Forward, forward } from './head-graph.js';
import { checkHead, type HeadSpec, type Layer, layersOf, type ParameterTensor } from './head-spec.js';
import { modelBytes } from './model.js';
import type { OnnxPort } from './model-interface.js';
import { optimizers, stateOf, stepCount } from './optimizers.js';
import { initialState, nextOf, nextState, numbersOf, type StateTensor, type TrainingState } from './training-state.js';

export type { Activation, HeadSpec, OptimizerName } from './head-spec.js';
export type { StateTensor, TrainingState, Values } from './training-state.js';

export interface TrainingOptions {
  /** Whether every batch brings weights, one per example. */
  readonly weight?: boolean;
  /** Whether every batch brings a mask; see `compileOnnx`. */
  readonly mask?: boolean | 'examples';
}

/** A model that makes one step of training. */
export interface TrainingStep {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * `features` [batch, inputSize], `target`, `weight` and `mask` if asked for, `learningRate` (one number), then parameters
   * and state of the optimizer.
   */
  readonly inputs: readonly OnnxPort[];
  /** `loss` (the mean over the batch, before the step), then parameters and state after it: 'next.layer0.weight' and so on. */
  readonly outputs: readonly OnnxPort[];
  /** Parameters (Glorot uniform, biases 0) and state before the first step, as the seed decides: any whole number. */
  initialize(seed: number): TrainingState;
  /**
   * What the next step is given, from what one has returned: tensors of any ONNX Runtime. Throws for anything else, so that
   * nothing is trained with what is missing.
   */
  next<Tensor extends StateTensor>(results: TrainingState<Tensor>): Record<string, Tensor>;
  /** The model with these parameters that gives `scores` for `features`, and nothing else. */
  exportInference(state: TrainingState<StateTensor>): Uint8Array<ArrayBuffer>;
}

/** Tensors that a step changes: parameters, and all of them with what the optimizer remembers. */
interface State {
  readonly parameters: readonly ParameterTensor[];
  readonly all: readonly ParameterTensor[];
}

const float = (name: string, dims: OnnxPort['dims']): OnnxPort => ({ name, type: 'float32', dims });
const opset = 17;

/** Scores as the loss takes them: [batch] or [rows, classes]. */
const shapeOf = (loss: Loss, { outputSize }: HeadSpec): OnnxPort['dims'] =>
  loss.axes === '' ? ['batch'] : ['batch', outputSize];

function scoresOf(loss: Loss, { result }: Forward, graph: Graph): string {
  return loss.axes === '' ? graph.add('Squeeze', [result, graph.integers([1])]) : result;
}

/** Nodes that give `scores` for `features`. */
function inference(head: Required<HeadSpec>, layers: readonly Layer[], loss: Loss) {
  const graph = newGraph('float32', 'forward/');
  const found = forward('features', layers, head.activation, graph);
  graph.output(float('scores', shapeOf(loss, head)), scoresOf(loss, found, graph));
  return { graph, found };
}

/** Nodes that give what each tensor of the state is after the step, from the derivative of the loss by the scores. */
function update(head: Required<HeadSpec>, layers: readonly Layer[], found: Forward, loss: Loss, state: State): ModelGraph {
  const graph = newGraph('float32', 'backward/');
  const upstream = loss.axes === '' ? graph.add('Unsqueeze', ['gradient', graph.integers([1])]) : 'gradient';
  const gradients = backward(found, upstream, layers, head.activation, graph);
  const penalised = ({ name, dims }: ParameterTensor) => {
    const gradient = gradients.get(name) as string;
    if (head.l2 === 0 || dims.length === 1) return gradient;
    return graph.add('Add', [gradient, graph.add('Mul', [name, graph.number(head.l2)])]);
  };
  const { step, counts } = optimizers[head.optimizer];
  const count = counts ? { [stepCount]: graph.add('Add', [stepCount, graph.number(1)]) } : {};
  const steps = state.parameters.map((one) => step(one.name, penalised(one), 'learningRate', graph));
  const after: Readonly<Record<string, string>> = Object.assign(count, ...steps);
  for (const { name, dims } of state.all) graph.output(float(nextOf(name), dims), after[name] as string);
  return graph;
}

/** The loss of `scores` and its `gradient`, as `attachLoss` attaches it. */
function lossOf(loss: Loss, head: HeadSpec, options: TrainingOptions) {
  const rename = (name: string) => (name === 'predicted' ? 'scores' : name);
  const choices = { ...options, shape: shapeOf(loss, head), opset };
  return lossModel(loss, choices, 'constants', { rename, prefix: 'loss/' }).model;
}

/** The bytes of a step: forward, loss and backward, one behind the other. */
function stepModel(
  head: Required<HeadSpec>,
  layers: readonly Layer[],
  loss: Loss,
  state: State,
  options: TrainingOptions,
) {
  const before = inference(head, layers, loss);
  const middle = lossOf(loss, head, options);
  const after = update(head, layers, before.found, loss, state);
  const data = middle.inputs.filter(({ name }) => name !== 'scores');
  const given = state.all.map(({ name, dims }) => float(name, dims));
  const inputs = [float('features', ['batch', head.inputSize]), ...data, float('learningRate', []), ...given];
  const outputs = [...middle.outputs.filter(({ name }) => name === 'loss'), ...after.outputs];
  const parts = [before.graph, middle, after];
  const bytes = modelBytes({
    name: 'trainingStep',
    doc: middle.doc,
    metadata: { ...middle.metadata, 'lossmith.head': JSON.stringify(head) },
    opset,
    inputs,
    outputs,
    initializers: parts.flatMap(({ initializers }) => initializers),
    nodes: parts.flatMap(({ nodes }) => nodes),
  });
  return { bytes, inputs, outputs };
}

/** The model that gives scores alone, with the numbers of a state inside. */
function inferenceModel(
  head: Required<HeadSpec>,
  layers: readonly Layer[],
  loss: Loss,
  state: State,
  values: TrainingState<StateTensor>,
) {
  const { initializers, nodes, outputs } = inference(head, layers, loss).graph;
  const own = state.parameters.map(({ name, dims }) => {
    return { name, dims, type: 'float32' as const, values: numbersOf(values, { name, dims }) };
  });
  const inputs = [float('features', ['batch', head.inputSize])];
  return modelBytes({ name: 'inference', opset, inputs, outputs, nodes, initializers: [...initializers, ...own] });
}

/**
 * One graph that takes parameters, optimiser state, a batch and a learning rate, and gives new parameters, new state and
 * the loss: a head is trained by running it again and again, in any ONNX Runtime.
 */
export function trainingStep(spec: HeadSpec, loss: Loss, options: TrainingOptions = {}): TrainingStep {
  checkLoss(loss);
  checkOptions(options, ['weight', 'mask']);
  const head = checkHead(spec, loss);
  const layers = layersOf(head);
  const parameters = layers.flatMap(({ weight, bias }) => [weight, bias]);
  const state: State = { parameters, all: [...parameters, ...stateOf(head.optimizer, parameters)] };
  return {
    ...stepModel(head, layers, loss, state, options),
    initialize: (seed) => initialState(state.all, seed),
    next: (results) => nextState(state.all, results),
    exportInference: (values) => inferenceModel(head, layers, loss, state, values),
  };
}
