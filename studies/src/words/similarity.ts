import type { Vectors } from './vectors.js';

/** Products of all vectors with all, row by row. */
export function productsOf({ data, width }: Vectors): Float64Array {
  const count = data.length / width;
  const products = new Float64Array(count * count);
  for (let a = 0; a < count; a += 1)
    for (let b = 0; b <= a; b += 1) {
      let sum = 0;
      for (let k = 0; k < width; k += 1) sum += data[a * width + k]! * data[b * width + k]!;
      products[a * count + b] = sum;
      products[b * count + a] = sum;
    }
  return products;
}

/** W x of each input, where W has `width` rows. */
export function embed(weights: Float64Array, inputs: Vectors, width: number): Vectors {
  const count = inputs.data.length / inputs.width;
  const data = new Float64Array(count * width);
  for (let word = 0; word < count; word += 1)
    for (let unit = 0; unit < width; unit += 1) {
      let sum = 0;
      for (let k = 0; k < inputs.width; k += 1)
        sum += weights[unit * inputs.width + k]! * inputs.data[word * inputs.width + k]!;
      data[word * width + unit] = sum;
    }
  return { width, data };
}

/** From derivatives by the products of embeddings to derivatives by W. */
export function backward(inputs: Vectors, embedded: Vectors, byProducts: Float64Array, gradient: Float64Array): void {
  const { data, width } = embedded;
  const count = data.length / width;
  const own = new Float64Array(width);
  gradient.fill(0);
  for (let word = 0; word < count; word += 1) {
    own.fill(0);
    for (let other = 0; other < count; other += 1) {
      const slope = byProducts[word * count + other]! + byProducts[other * count + word]!;
      for (let unit = 0; unit < width; unit += 1) own[unit]! += slope * data[other * width + unit]!;
    }
    for (let unit = 0; unit < width; unit += 1)
      for (let k = 0; k < inputs.width; k += 1)
        gradient[unit * inputs.width + k]! += own[unit]! * inputs.data[word * inputs.width + k]!;
  }
}
