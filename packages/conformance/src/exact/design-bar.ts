import type { Precision } from '@lossmith/core/backend';
import { ulpOf } from '../numbers.js';

/** The bar of design §4 for a result whose R is its own size. */
export const designBar = (precision: Precision, kappa: number, size: number): number =>
  precision === 'float32' ? (16 + 2 * kappa) * ulpOf(size, 'float32') : (1e-13 + 2 ** -51 * kappa) * size;
