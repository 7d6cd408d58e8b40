import { expect, test } from 'vitest';
import { tasks } from './tasks.js';

/** By mpmath with 30 digits, from the formulas as published. */
const exact: Readonly<Record<string, readonly (readonly [inputs: readonly number[], value: number])[]>> = {
  piston: [
    [[45, 0.0125, 0.006, 3000, 100_000, 293, 350], 0.464397022471],
    [[30, 0.005, 0.01, 1000, 90_000, 296, 340], 0.935296529754],
  ],
  borehole: [
    [[0.1, 25_050, 89_335, 1050, 89.55, 760, 1400, 10_950], 70.872912636818],
    [[0.15, 100, 63_070, 1110, 116, 700, 1120, 12_045], 309.57384480915],
  ],
  wing: [
    [[174, 252, 7.52, 0, 34, 0.672, 0.12, 3.8, 2000, 0.064], 244.96715133593],
    [[200, 300, 10, -10, 45, 1, 0.08, 6, 2500, 0.08], 517.665048922516],
  ],
  dwell: [
    [[0.5, -0.25, 0.75, -1, 0.5, 0.2, 0.9], 70.367952420675],
    [[1, 1, -1, 1, 0, -1, 0.25], 63.043390475475],
  ],
  otl: [
    [[100, 47.5, 1.75, 1.85, 0.725, 175], 5.310616942188],
    [[50, 70, 3, 1.2, 0.25, 50], 9.60134264232],
  ],
};

test.each(tasks)('$name has the exact values', ({ id, ranges, hidden = [], value }) => {
  for (const [inputs, expected] of exact[id]!) {
    expect(inputs).toHaveLength(ranges.length + hidden.length);
    inputs.forEach((input, k) => {
      expect(input).toBeGreaterThanOrEqual([...ranges, ...hidden][k]![1]);
      expect(input).toBeLessThanOrEqual([...ranges, ...hidden][k]![2]);
    });
    expect(value(inputs) / expected).toBeCloseTo(1, 10);
  }
});
