import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { measure, wantedOf } from './measure.js';
import { backward, embed, productsOf } from './similarity.js';
import type { Vectors } from './vectors.js';

/** Numbers that are the same every time. */
function vectorsOf(count: number, width: number): Vectors {
  return { width, data: Float64Array.from({ length: count * width }, (_, k) => ((k * 67 + 13) % 101) / 50 - 1) };
}

const [teacher, inputs] = [vectorsOf(12, 5), vectorsOf(12, 4)];
const weights = Float64Array.of(0.3, -0.2, 0.5, 0.1, 0.4, 0.6, -0.3, 0.2);

test.each(contenders)('the gradient of $name by the weights is that of its value', ({ grid, lossAt }) => {
  const loss = lossAt(grid[2]!)(productsOf(teacher), 12);
  const byProducts = new Float64Array(144);
  const valueAt = (at: Float64Array) => loss(productsOf(embed(at, inputs, 2)), byProducts);
  const gradient = new Float64Array(8);
  valueAt(weights);
  backward(inputs, embed(weights, inputs, 2), byProducts.slice(), gradient);
  gradient.forEach((slope, k) => {
    const at = (by: number) => valueAt(weights.map((weight, j) => (j === k ? weight + by : weight)));
    const found = (at(1e-6) - at(-1e-6)) / 2e-6;
    expect(Math.abs(found - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
  });
});

test('a student that has the teacher’s similarities finds every neighbour', () => {
  expect(measure(teacher, wantedOf(teacher))).toEqual({ recall: 1, ndcg: 1 });
});

test('a word is not its own neighbour; of twelve words, ten of eleven others are always found', () => {
  const { neighbours, similarities } = wantedOf(teacher);
  neighbours.forEach((near, word) => {
    const own = near.map((other) => similarities[word * 12 + other]!);
    expect(new Set(near).size).toBe(10);
    expect(near).not.toContain(word);
    expect(own).toEqual([...own].sort((a, b) => b - a));
  });
  expect(measure(inputs, wantedOf(teacher)).recall).toBeGreaterThanOrEqual(0.9);
});
