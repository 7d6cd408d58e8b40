import { expect } from 'vitest';

/** Scores that are float32 numbers, from −2 to 2. */
export const wave = (count: number, shift = 0): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, (_, k) => 2 * Math.sin(k + shift));

export function expectClose(found: ArrayLike<number>, exact: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(exact.length);
  for (let k = 0; k < exact.length; k += 1) {
    const [x, y] = [found[k] as number, exact[k] as number];
    if (Number.isNaN(y)) expect(x, `entry ${k}`).toBeNaN();
    else expect(Math.abs(x - y), `entry ${k}: ${x}, exactly ${y}`).toBeLessThanOrEqual(tolerance * Math.abs(y));
  }
}
