/** Examples of one feature x in [−1, 1] and an observed score. */
export interface Examples {
  readonly x: Float32Array<ArrayBuffer>;
  readonly observed: Float32Array<ArrayBuffer>;
}

/** A generator of numbers in [0, 1) that is the same every time (Numerical Recipes' quick one). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What is to be learnt: a valley, and a narrow peak of high scores. */
export const truth = (x: number): number =>
  3 * Math.exp(-(((x - 0.45) / 0.16) ** 2)) - Math.exp(-(((x + 0.5) / 0.2) ** 2));

export function makeExamples(count: number): Examples {
  const random = sequence(1);
  const x = Float32Array.from({ length: count }, () => 2 * random() - 1);
  const noise = () => random() + random() + random() - 1.5;
  return { x, observed: x.map((place) => truth(place) + 0.3 * noise()) };
}
