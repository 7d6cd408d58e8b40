/** Training inside ONNX Runtime. Entry point '@lossmith/onnx/training'. */
import { type Loss, LossmithShapeError } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { lossModel } from './compile-onnx.js';
import type { OnnxPort } from './emit.js';
import { type Graph, newGraph } from './graph.js';
import { backward, type Forward, forward } from './head-graph.js';
import { checkHead, type HeadSpec, type Layer, layersOf, type ParameterTensor } from './head-spec.js';
import { modelBytes } from './model.js';
import { optimizers, stateOf, stepCount } from './optimizers.js';

export type { Activation, HeadSpec, OptimizerName } from './head-spec.js';

/** A tensor's numbers and shape; tensors of ONNX Runtime have both. */
export interface Values {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Parameters and optimiser state by name. */
export type TrainingState<Tensor extends Values = Values> = Readonly<Record<string, Tensor>>;

export interface TrainingOptions {
  /** Whether every batch brings weights, one per example. */
  readonly weight?: boolean;
  /** Whether every batch brings a mask; see `compileOnnx`. */
  readonly mask?: boolean | 'rows';
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
  /** What the next step is given, from what one has returned. */
  next<Tensor extends Values>(results: TrainingState<Tensor>): TrainingState<Tensor>;
  /** The model with these parameters that gives `scores` for `features`, and nothing else. */
  exportInference(state: TrainingState): Uint8Array<ArrayBuffer>;
}

const float = (name: string, dims: OnnxPort['dims']): OnnxPort => ({ name, type: 'float32', dims });
const nextOf = (name: string) => `next.${name}`;
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

/** Numbers uniform in ±√(6/(inputs + outputs)) (Glorot, Bengio 2010). */
function glorot({ dims }: ParameterTensor, random: ReturnType<typeof xoroshiro128plus>): Float32Array {
  const [inputs, outputs] = dims as readonly [number, number];
  const bound = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => (2 * uniformFloat64(random) - 1) * bound);
}

const sizeOf = (dims: readonly number[]) => dims.reduce((x, y) => x * y, 1);

/** The numbers of a parameter, after checking that they are as many as its shape says. */
function numbersOf(state: TrainingState, { name, dims }: ParameterTensor): Float32Array {
  const values = state[name];
  if (values?.data.length === sizeOf(dims)) return values.data;
  throw new LossmithShapeError(`state['${name}']`, values?.dims ?? [], dims, 'give the state of this training step');
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
  const state = [...parameters, ...stateOf(head.optimizer, parameters)];

  const { graph: before, found } = inference(head, layers, loss);
  const rename = (name: string) => (name === 'predicted' ? 'scores' : name);
  const choices = { ...options, shape: shapeOf(loss, head), opset };
  const { model: lossPart } = lossModel(loss, choices, 'constants', { rename, prefix: 'loss/' });

  const after = newGraph('float32', 'backward/');
  const upstream = loss.axes === '' ? after.add('Unsqueeze', ['gradient', after.integers([1])]) : 'gradient';
  const gradients = backward(found, upstream, layers, head.activation, after);
  const penalised = ({ name, dims }: ParameterTensor) => {
    const gradient = gradients.get(name) as string;
    if (head.l2 === 0 || dims.length === 1) return gradient;
    return after.add('Add', [gradient, after.add('Mul', [name, after.number(head.l2)])]);
  };
  const { step, counts } = optimizers[head.optimizer];
  const steps = parameters.map((one) => step(one.name, penalised(one), 'learningRate', after));
  const stepped = Object.assign(
    {},
    ...steps,
    counts ? { [stepCount]: after.add('Add', [stepCount, after.number(1)]) } : {},
  );
  for (const { name, dims } of state) after.output(float(nextOf(name), dims), stepped[name]);

  const data = [
    float('features', ['batch', head.inputSize]),
    ...lossPart.inputs.filter(({ name }) => name !== 'scores'),
  ];
  const inputs = [...data, float('learningRate', []), ...state.map(({ name, dims }) => float(name, dims))];
  const outputs = [...lossPart.outputs.filter(({ name }) => name === 'loss'), ...after.outputs];
  const { doc, metadata } = lossPart;
  const bytes = modelBytes({
    name: 'trainingStep',
    doc,
    metadata: { ...metadata, 'lossmith.head': JSON.stringify(head) },
    opset,
    inputs,
    outputs,
    initializers: [before, lossPart, after].flatMap(({ initializers }) => initializers),
    nodes: [before, lossPart, after].flatMap(({ nodes }) => nodes),
  });

  return {
    bytes,
    inputs,
    outputs,
    initialize(seed) {
      const random = xoroshiro128plus(seed);
      const values = ({ name, dims }: ParameterTensor) =>
        name.endsWith('.weight') ? glorot({ name, dims }, random) : new Float32Array(sizeOf(dims));
      return Object.fromEntries(state.map((one) => [one.name, { data: values(one), dims: one.dims }]));
    },
    next: (results) =>
      Object.fromEntries(state.map(({ name }) => [name, results[nextOf(name)] as (typeof results)[string]])),
    exportInference(trained) {
      const { graph } = inference(head, layers, loss);
      const own = parameters.map(({ name, dims }) => {
        return { name, dims, type: 'float32' as const, values: numbersOf(trained, { name, dims }) };
      });
      const ends = { inputs: [float('features', ['batch', head.inputSize])], outputs: graph.outputs };
      const { nodes } = graph;
      return modelBytes({ name: 'inference', opset, ...ends, nodes, initializers: [...graph.initializers, ...own] });
    },
  };
}
