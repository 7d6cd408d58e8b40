import { expect } from 'vitest';

/** The same numbers but for a relative error. */
export function expectClose(actual: ArrayLike<number> | undefined, expected: ArrayLike<number>, relative = 1e-5): void {
  expect(actual?.length).toBe(expected.length);
  Array.from(expected).forEach((y, k) => {
    expect(Math.abs((actual?.[k] as number) - y)).toBeLessThanOrEqual(relative * Math.abs(y) + 1e-30);
  });
}
