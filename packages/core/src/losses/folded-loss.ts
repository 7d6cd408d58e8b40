import { onlineSoftmax } from '../expressions/build.js';
import { noTransform } from '../links/identity.js';
import { readLink } from '../parse-loss.js';
import { rowLoss } from './composite-softmax.js';
import type { Loss } from './loss.js';
import type { RowGathering } from './rows.js';

const folds: RowGathering = {
  others: (u) => onlineSoftmax('others', [u]),
  divergence: (...args) => ({
    atTop: onlineSoftmax('atTop', args),
    mean: onlineSoftmax('mean', args),
    loss: onlineSoftmax('loss', args),
    cost: onlineSoftmax('cost', args),
  }),
};

/**
 * The same loss with what it gathers along rows as `onlineSoftmax` operations, which do not wait for one another: for backends that
 * can have them in one walk along a row. Losses that gather nothing of the kind stay as they are.
 */
export function foldedLoss(loss: Loss): Loss {
  const { spec, target } = loss;
  if (spec.kind !== 'softmax' && spec.kind !== 'compositeSoftmax') return loss;
  const composite = spec.kind === 'compositeSoftmax';
  const transform = composite ? readLink(spec.transform, 'transform') : noTransform;
  const form = composite ? spec.form : 'divergence';
  return rowLoss(spec, transform, form, target.kind as 'score', spec.temperature ?? 1, folds);
}
