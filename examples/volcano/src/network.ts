import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export const UNITS = 6;

/** Per unit: two input weights, bias, output weight; then the output's bias. */
const PARAMETERS = 4 * UNITS + 1;

/** Input weights are normal with deviation 2, so that ridges of the units have about the map's size and cross it anywhere; outputs start small. */
export function startingParameters(seed: number): Float64Array {
  const random = xoroshiro128plus(seed);
  const normal = () => {
    const [first, second] = [uniformFloat64(random), uniformFloat64(random)];
    return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  };
  const deviations = [2, 2, 1, 0.3];
  return Float64Array.from({ length: PARAMETERS }, (_, k) => (k < 4 * UNITS ? normal() * deviations[k % 4]! : 0));
}

/** Σ vₖ tanh(aₖ·x + bₖ·y + cₖ) + d at each place: a network of two layers. `activations` gets the tanh of each unit. */
export function predict(
  parameters: Float64Array,
  places: Float64Array,
  scores: Float64Array,
  activations: Float64Array,
) {
  for (let point = 0; point < scores.length; point += 1) {
    const [x, y] = [places[2 * point]!, places[2 * point + 1]!];
    let score = parameters[PARAMETERS - 1]!;
    for (let unit = 0; unit < UNITS; unit += 1) {
      const at = 4 * unit;
      const active = Math.tanh(parameters[at]! * x + parameters[at + 1]! * y + parameters[at + 2]!);
      activations[point * UNITS + unit] = active;
      score += parameters[at + 3]! * active;
    }
    scores[point] = score;
  }
}

/** From derivatives by the scores to derivatives by the parameters. */
export function backward(
  parameters: Float64Array,
  places: Float64Array,
  activations: Float64Array,
  byScores: Float64Array,
  gradient: Float64Array,
) {
  gradient.fill(0);
  for (let point = 0; point < byScores.length; point += 1) {
    const slope = byScores[point]!;
    const [x, y] = [places[2 * point]!, places[2 * point + 1]!];
    for (let unit = 0; unit < UNITS; unit += 1) {
      const at = 4 * unit;
      const active = activations[point * UNITS + unit]!;
      const inner = slope * parameters[at + 3]! * (1 - active * active);
      gradient[at]! += inner * x;
      gradient[at + 1]! += inner * y;
      gradient[at + 2]! += inner;
      gradient[at + 3]! += slope * active;
    }
    gradient[PARAMETERS - 1]! += slope;
  }
}
