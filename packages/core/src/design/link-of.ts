import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import type { Link } from '../links/link.js';
import { checkLink } from '../links/sum.js';
import { checkLoss, type Loss } from '../losses/loss.js';
import { readLink } from '../read-link.js';

/** Losses whose link is laid over the scores themselves, one by one. */
const scalar = ['matching', 'perClass'];

/** A link, or the link of a scalar loss. */
export function linkOf(given: Link | Loss): Link {
  if ((given as Partial<Loss> | undefined)?.type !== 'lossmith.loss') return checkLink(given, 'link');
  const { spec } = given as Loss;
  checkLoss(given as Loss);
  if (scalar.includes(spec.kind)) return readLink(spec.link, 'link');
  const what = `${describeValue(spec.kind)} is no loss of scores one by one`;
  throw new LossmithOptionError(
    'loss',
    what,
    'describe its link, over what the link sees: scores, or their differences',
  );
}
