import { sumOf } from '../data/compensated-sum.js';

/** The mean of some numbers; NaN of none. */
export const mean = (values: Float64Array): number => sumOf(values) / values.length;
