import type { LinkSpec, LossSpec } from '@lossmith/core';
import type { Row } from '../state/state.js';

/** The transform of scores, or the link of pairs, as JSON. */
export function transformSpec({ transform, rate }: Row, designed: LinkSpec): LinkSpec {
  if (transform === 'designed') return designed;
  return transform === 'identity' ? { kind: 'identity' } : { kind: transform, rate };
}

/** The loss of the row as JSON. */
export function rowSpec(row: Row, designed: LinkSpec): LossSpec {
  const { loss, temperature } = row;
  if (loss === 'softmax') return { kind: 'softmax', temperature, target: 'score' };
  const transform = transformSpec(row, designed);
  if (loss === 'pairwise') return { kind: 'pairwise', target: 'score', order: 'both', link: transform };
  return { kind: 'compositeSoftmax', form: loss, temperature, target: 'score', transform };
}
