import { shuffledIndices } from './shuffle.js';

export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

const TEST_SHARE = 0.2;
const VALIDATION_SHARE = 0.15;
const TEST_SEED = 20010101;

/**
 * The test rows are set aside once, the same for every seed, so that tuning on any seed's validation rows never sees
 * them. The seed divides the rest.
 */
export function splitRows(rows: number, seed: number): Split {
  const all = shuffledIndices(rows, TEST_SEED);
  const testRows = Math.round(rows * TEST_SHARE);
  const rest = all.subarray(testRows);
  const order = shuffledIndices(rest.length, seed).map((position) => rest[position]!);
  const validationRows = Math.round(rows * VALIDATION_SHARE);
  return {
    train: order.subarray(validationRows),
    validation: order.subarray(0, validationRows),
    test: all.subarray(0, testRows),
  };
}
