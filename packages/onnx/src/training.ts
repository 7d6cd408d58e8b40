/** Training inside ONNX Runtime. Entry point '@lossmith/onnx/training'. */
import type { Loss } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import { lossModel } from './compile-onnx.js';
import { type ModelGraph, newGraph } from './graph.js';
import { backward, type Forward, forward } from './head-graph.js';
import { type HeadLayout, layoutOf } from './head-layout.js';
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
  /** A model that gives `scores` for `features` and parameters, which it takes as the step does: for validation between steps, in one session. */
  readonly scoring: Uint8Array<ArrayBuffer>;
  /**
   * `features` [batch, inputSize], or [lists, items, inputSize] where the head scores items, `target`, `weight` and `mask` if asked for, `learningRate` (one number), then parameters
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

/** What a step is made of. */
interface Plan {
  readonly head: Required<HeadSpec>;
  readonly layers: readonly Layer[];
  readonly layout: HeadLayout;
  readonly loss: Loss;
  readonly state: State;
}

const float = (name: string, dims: OnnxPort['dims']): OnnxPort => ({ name, type: 'float32', dims });
const opset = 17;

/** Nodes that give `scores` for `features`, of which those that a mask leaves out are not looked at. */
function inference({ head, layers, layout }: Plan, mask: TrainingOptions['mask'] = false) {
  const graph = newGraph('float32', 'forward/');
  const features = mask === false ? 'features' : layout.keptBy('features', 'mask', mask, graph);
  const found = forward(layout.rowsOf(features, graph), layers, head.activation, graph);
  graph.output(float('scores', layout.scores), layout.scoresOf(found.result, 'features', graph));
  return { graph, found };
}

/** Nodes that give what each tensor of the state is after the step, from the derivative of the loss by the scores. */
function update({ head, layers, layout, state }: Plan, found: Forward): ModelGraph {
  const graph = newGraph('float32', 'backward/');
  const gradients = backward(found, layout.upstreamOf('gradient', graph), layers, head.activation, graph);
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
function lossOf({ loss, layout }: Plan, options: TrainingOptions) {
  const rename = (name: string) => (name === 'predicted' ? 'scores' : name);
  const choices = { ...options, shape: layout.scores, opset };
  return lossModel(loss, choices, 'constants', { rename, prefix: 'loss/' }).model;
}

/** The bytes of a step: forward, loss and backward, one behind the other. */
function stepModel(plan: Plan, options: TrainingOptions) {
  const { head, state, layout } = plan;
  const before = inference(plan, options.mask);
  const middle = lossOf(plan, options);
  const after = update(plan, before.found);
  const data = middle.inputs.filter(({ name }) => name !== 'scores');
  const given = state.all.map(({ name, dims }) => float(name, dims));
  const inputs = [float('features', layout.features), ...data, float('learningRate', []), ...given];
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

/** The model that gives scores alone, and takes parameters beside the features. */
function scoringModel(plan: Plan) {
  const { initializers, nodes, outputs } = inference(plan).graph;
  const given = plan.state.parameters.map(({ name, dims }) => float(name, dims));
  const inputs = [float('features', plan.layout.features), ...given];
  return modelBytes({ name: 'scoring', opset, inputs, outputs, nodes, initializers });
}

/** The model that gives scores alone, with the numbers of a state inside. */
function inferenceModel(plan: Plan, values: TrainingState<StateTensor>) {
  const { initializers, nodes, outputs } = inference(plan).graph;
  const own = plan.state.parameters.map(({ name, dims }) => {
    return { name, dims, type: 'float32' as const, values: numbersOf(values, { name, dims }) };
  });
  const inputs = [float('features', plan.layout.features)];
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
  const plan: Plan = { head, layers, layout: layoutOf(loss, head), loss, state };
  return {
    ...stepModel(plan, options),
    scoring: scoringModel(plan),
    initialize: (seed) => initialState(state.all, seed),
    next: (results) => nextState(state.all, results),
    exportInference: (values) => inferenceModel(plan, values),
  };
}
