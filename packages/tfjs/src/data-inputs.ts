import type { Loss } from '@lossmith/core';

/** What a loss is given at call time besides predicted, weight and mask. */
export interface DataInput {
  readonly name: string;
  readonly kind: string;
  /** '' for one number per example, 'i' for one per item. */
  readonly axes: '' | 'i';
}

export const dataInputsOf = ({ target }: Loss): readonly DataInput[] => [{ name: 'target', ...target }];
