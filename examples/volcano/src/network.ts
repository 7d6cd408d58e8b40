import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { seeded } from './random.js';

/** A network of two layers: Σ vₖ tanh(aₖ·x + cₖ) + d. Per unit it has as many input weights as inputs, a bias, an output weight; then the output's bias. */
export interface Network {
  readonly inputs: number;
  readonly units: number;
}

const perUnit = ({ inputs }: Network) => inputs + 2;
const parametersOf = (network: Network) => perUnit(network) * network.units + 1;

/** Input weights are normal, of deviation 2 from two inputs, so that ridges of the units have about the data's size and cross them anywhere; outputs start small. */
export function startingParameters(network: Network, seed: number): Float64Array {
  const random = seeded(seed);
  const normal = () => {
    const [first, second] = [uniformFloat64(random), uniformFloat64(random)];
    return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  };
  const { inputs, units } = network;
  const deviations = [...Array.from({ length: inputs }, () => 2 * Math.sqrt(2 / inputs)), 1, 0.3];
  const width = perUnit(network);
  return Float64Array.from({ length: parametersOf(network) }, (_, k) =>
    k < width * units ? normal() * deviations[k % width]! : 0,
  );
}

/** The score of each point; `points` holds the inputs of one after the other. `activations` gets the tanh of each unit. */
export function predict(
  network: Network,
  parameters: Float64Array,
  points: Float64Array,
  scores: Float64Array,
  activations: Float64Array,
) {
  const { inputs, units } = network;
  for (let point = 0; point < scores.length; point += 1) {
    let score = parameters[parameters.length - 1]!;
    for (let unit = 0, at = 0; unit < units; unit += 1, at += inputs + 2) {
      let inner = 0;
      for (let k = 0; k < inputs; k += 1) inner += parameters[at + k]! * points[point * inputs + k]!;
      const active = Math.tanh(inner + parameters[at + inputs]!);
      activations[point * units + unit] = active;
      score += parameters[at + inputs + 1]! * active;
    }
    scores[point] = score;
  }
}

/** From derivatives by the scores to derivatives by the parameters. */
export function backward(
  network: Network,
  parameters: Float64Array,
  points: Float64Array,
  activations: Float64Array,
  byScores: Float64Array,
  gradient: Float64Array,
) {
  const { inputs, units } = network;
  gradient.fill(0);
  for (let point = 0; point < byScores.length; point += 1) {
    const slope = byScores[point]!;
    for (let unit = 0, at = 0; unit < units; unit += 1, at += inputs + 2) {
      const active = activations[point * units + unit]!;
      const inner = slope * parameters[at + inputs + 1]! * (1 - active * active);
      for (let k = 0; k < inputs; k += 1) gradient[at + k]! += inner * points[point * inputs + k]!;
      gradient[at + inputs]! += inner;
      gradient[at + inputs + 1]! += slope * active;
    }
    gradient[gradient.length - 1]! += slope;
  }
}
