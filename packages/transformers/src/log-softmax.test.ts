import { expect, test } from 'vitest';
import { logSoftmaxAt } from './log-softmax.js';

/** log softmax as one writes it down, over logits that cannot overflow. */
const plain = (logits: ArrayLike<number>, token: number) =>
  logits[token]! - Math.log(Array.from(logits, (x) => Math.exp(x)).reduce((a, b) => a + b, 0));

test.each([1, 2, 4095, 4096, 4097, 10_001])('of %i logits it is what the formula says', (size) => {
  const logits = Float32Array.from({ length: size + 3 }, (_, k) => 5 * Math.sin(k * k));
  const own = logits.subarray(3);
  for (const token of [0, size >> 1, size - 1]) {
    expect(logSoftmaxAt(logits, 3, size, token)).toBeCloseTo(plain(own, token), 12);
  }
});

test('logits of any size neither overflow nor vanish', () => {
  const logits = Float32Array.from({ length: 9000 }, (_, k) => (k === 8000 ? 3e38 : -3e38));
  expect(logSoftmaxAt(logits, 0, 9000, 8000)).toBe(0);
  const shifted = Float32Array.from({ length: 9000 }, (_, k) => 1000 + (k % 7));
  expect(logSoftmaxAt(shifted, 0, 9000, 5)).toBeCloseTo(
    plain(
      shifted.map((x) => x - 1000),
      5,
    ),
    12,
  );
});

test('tokens that are ruled out count nothing, wherever they stand', () => {
  const logits = Float32Array.from({ length: 9000 }, (_, k) =>
    k < 5000 || k > 8999 ? Number.NEGATIVE_INFINITY : k % 3,
  );
  expect(logSoftmaxAt(logits, 0, 9000, 6000)).toBeCloseTo(plain(logits, 6000), 12);
  expect(logSoftmaxAt(logits, 0, 9000, 1)).toBe(Number.NEGATIVE_INFINITY);
});

test('bits of float16 are read as numbers', () => {
  expect(logSoftmaxAt(Uint16Array.of(0x3c00, 0x4000), 0, 2, 1)).toBeCloseTo(plain([1, 2], 1), 12);
});
