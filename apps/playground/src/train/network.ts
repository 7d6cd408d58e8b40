import { randomLcg } from 'd3-random';

const hiddenUnits = 8;

/** A network of one hidden layer of tanh units, too weak to fit everything. */
export interface Network {
  readonly width: number;
  /** Per hidden unit its weights and its bias, then the weights of the output and its bias. */
  readonly weights: Float64Array;
}

/** Scores, and what the way back needs. */
export interface Pass {
  readonly scores: Float64Array;
  readonly hidden: Float64Array;
}

/** Weights by Glorot & Bengio 2010; the same seed gives the same ones. */
export function createNetwork(width: number, seed: number): Network {
  // Multiples of the golden ratio, so that neighbouring seeds lie far apart.
  const random = randomLcg((seed * 0.6180339887498949) % 1);
  const weights = new Float64Array(hiddenUnits * (width + 1) + hiddenUnits + 1);
  const uniform = (count: number, from: number, fan: number) => {
    const limit = Math.sqrt(6 / fan);
    for (let k = 0; k < count; k += 1) weights[from + k] = limit * (2 * random() - 1);
  };
  for (let unit = 0; unit < hiddenUnits; unit += 1) uniform(width, unit * (width + 1), width + hiddenUnits);
  uniform(hiddenUnits, hiddenUnits * (width + 1), hiddenUnits + 1);
  return { width, weights };
}

/** The scores of all examples. */
export function predict({ width, weights }: Network, features: Float64Array): Pass {
  const count = features.length / width;
  const [scores, hidden] = [new Float64Array(count), new Float64Array(count * hiddenUnits)];
  const output = hiddenUnits * (width + 1);
  for (let example = 0; example < count; example += 1) {
    let score = weights[output + hiddenUnits] as number;
    for (let unit = 0; unit < hiddenUnits; unit += 1) {
      const from = unit * (width + 1);
      let sum = weights[from + width] as number;
      for (let k = 0; k < width; k += 1)
        sum += (weights[from + k] as number) * (features[example * width + k] as number);
      const value = Math.tanh(sum);
      hidden[example * hiddenUnits + unit] = value;
      score += (weights[output + unit] as number) * value;
    }
    scores[example] = score;
  }
  return { scores, hidden };
}

/** The derivative by the weights, from that by the scores. */
export function backward(
  { width, weights }: Network,
  features: Float64Array,
  { hidden }: Pass,
  byScore: Float64Array,
): Float64Array {
  const gradient = new Float64Array(weights.length);
  const output = hiddenUnits * (width + 1);
  const addTo = (place: number, value: number) => {
    gradient[place] = (gradient[place] as number) + value;
  };
  byScore.forEach((slope, example) => {
    addTo(output + hiddenUnits, slope);
    for (let unit = 0; unit < hiddenUnits; unit += 1) {
      const value = hidden[example * hiddenUnits + unit] as number;
      addTo(output + unit, slope * value);
      const inner = slope * (weights[output + unit] as number) * (1 - value * value);
      const from = unit * (width + 1);
      addTo(from + width, inner);
      for (let k = 0; k < width; k += 1) addTo(from + k, inner * (features[example * width + k] as number));
    }
  });
  return gradient;
}
