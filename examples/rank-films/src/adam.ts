/** One step of Adam (Kingma & Ba 2015), which changes the weights in place. */
export function adam(weights: Float64Array, learningRate: number): (gradient: Float64Array) => void {
  const [mean, square] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  let step = 0;
  return (gradient) => {
    step += 1;
    const rate = (learningRate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
    for (const [k, slope] of gradient.entries()) {
      mean[k] = 0.9 * mean[k]! + 0.1 * slope;
      square[k] = 0.999 * square[k]! + 0.001 * slope ** 2;
      weights[k]! -= (rate * mean[k]!) / (Math.sqrt(square[k]!) + 1e-8);
    }
  };
}
