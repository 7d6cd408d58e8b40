import type { Graph } from './graph.js';
import type { OptimizerName, ParameterTensor } from './head-spec.js';
import { saturationOf } from './lowerings.js';

/** A step: new values of the parameter and of its state, by name. */
type Step = (parameter: string, gradient: string, rate: string, graph: Graph) => Readonly<Record<string, string>>;

interface Optimizer {
  /** What it remembers of each parameter, of the parameter's shape. */
  readonly remembers: readonly string[];
  /** Whether it counts steps. */
  readonly counts: boolean;
  readonly step: Step;
}

const [momentum, beta1, beta2, epsilon] = [0.9, 0.9, 0.999, 1e-7];
/** The number of steps before this one, in models whose optimizer counts. */
export const stepCount = 'step';

const scaled = (x: string, factor: number, graph: Graph) => graph.add('Mul', [x, graph.number(factor)]);
const moved = (parameter: string, rate: string, direction: string, graph: Graph) =>
  graph.add('Sub', [parameter, graph.add('Mul', [rate, direction])]);

const sgd: Step = (parameter, gradient, rate, graph) => ({ [parameter]: moved(parameter, rate, gradient, graph) });

/** v ← μv + g, w ← w − ηv. */
const withMomentum: Step = (parameter, gradient, rate, graph) => {
  const velocity = `${parameter}.velocity`;
  const next = graph.add('Add', [scaled(velocity, momentum, graph), gradient]);
  return { [velocity]: next, [parameter]: moved(parameter, rate, next, graph) };
};

/** x ← βx + (1 − β)y. */
const averaged = (x: string, y: string, beta: number, graph: Graph) =>
  graph.add('Add', [scaled(x, beta, graph), scaled(y, 1 - beta, graph)]);

/** x/(1 − βᵗ), t the number of this step; 1 − βᵗ = 1 − e^{−t·(−log β)} with all its digits. */
function unbiased(x: string, beta: number, graph: Graph): string {
  const exponent = scaled(graph.add('Add', [stepCount, graph.number(1)]), -Math.log(beta), graph);
  return graph.add('Div', [x, saturationOf(exponent, graph)]);
}

/** Kingma, Ba: Adam, algorithm 1 (arXiv 1412.6980). */
const adam: Step = (parameter, gradient, rate, graph) => {
  const [mean, square] = [`${parameter}.mean`, `${parameter}.square`];
  const nextMean = averaged(mean, gradient, beta1, graph);
  const nextSquare = averaged(square, graph.add('Mul', [gradient, gradient]), beta2, graph);
  const size = graph.add('Sqrt', [unbiased(nextSquare, beta2, graph)]);
  const direction = graph.add('Div', [
    unbiased(nextMean, beta1, graph),
    graph.add('Add', [size, graph.number(epsilon)]),
  ]);
  return { [mean]: nextMean, [square]: nextSquare, [parameter]: moved(parameter, rate, direction, graph) };
};

export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  sgd: { remembers: [], counts: false, step: sgd },
  momentum: { remembers: ['velocity'], counts: false, step: withMomentum },
  adam: { remembers: ['mean', 'square'], counts: true, step: adam },
};

/** Tensors that an optimizer remembers, all 0 at first. */
export function stateOf(name: OptimizerName, parameters: readonly ParameterTensor[]): readonly ParameterTensor[] {
  const { remembers, counts } = optimizers[name];
  const kept = parameters.flatMap((one) => remembers.map((what) => ({ ...one, name: `${one.name}.${what}` })));
  return counts ? [...kept, { name: stepCount, dims: [] }] : kept;
}
