import {
  add,
  and,
  divide,
  equal,
  exp,
  expm1,
  index,
  less,
  log,
  log1p,
  max,
  multiply,
  negate,
  or,
  parameter,
  select,
  size,
  subtract,
  sum,
} from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import { noTransform } from '../links/identity.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { slope as slopeOf } from '../links/sensitivity-matching.js';
import { type LossFamily, makeLoss } from './family.js';
import { optionalLinkKey } from './keys.js';
import { linkFunctions } from './link-terms.js';
import { type Loss, type LossParts, targetInput } from './loss.js';
import { predicted, target } from './pairs.js';
import { temperatureKey } from './row-loss.js';

export interface ListMleOptions {
  /** T, applied to every score. Default: none. */
  readonly transform?: Link;
  /** τ > 0, in units of the transformed score. Default 1. */
  readonly temperature?: number;
}

/** A ListMLE loss as JSON. */
export type ListMleSpec = { readonly kind: 'listMle'; readonly temperature?: number; readonly transform?: LinkSpec };

interface ListMleValues {
  readonly temperature: number;
  readonly transform: Link | undefined;
}

const other = swapAxes(target);

/** Whether j stands behind i in the observed order: larger targets first, equal ones in the order of the list. */
const behind = or(less(other, target), and(equal(other, target), less(index('i'), index('j'))));
/** Whether i is among those that are left when j is chosen: j itself, and all behind it. */
const leftAt = or(swapAxes(behind), equal(index('i'), index('j')));
const leftAtOwn = swapAxes(leftAt);

/** Where an item is chosen from those left: the largest U among them, and the sum of e^{U − largest} of all but (one of) the largest. */
function choiceOf(u: Expression) {
  const uj = swapAxes(u);
  const top = max(select(leftAtOwn, uj, -1e38), 'j');
  const isTop = and(leftAtOwn, equal(uj, top));
  const rest = sum(select(and(leftAtOwn, less(uj, top)), exp(subtract(uj, top)), 0), 'j');
  const others = add(rest, subtract(sum(select(isTop, 1, 0), 'j'), 1));
  return { loss: add(subtract(top, u), log1p(others)), logTotal: add(top, log1p(others)) };
}

function build({ temperature, transform = noTransform }: ListMleValues): LossParts {
  const { h, sensitivity } = linkFunctions(transform, 'transform');
  const over = (x: Expression) => divide(x, parameter('temperature', temperature));
  // A NaN in the target would be behind nothing and before nothing.
  const u = add(over(h(predicted)), multiply(target, 0));
  const slope = over(sensitivity(predicted));
  const curvature = over(slopeOf(sensitivity)(predicted));
  const choice = choiceOf(u);
  const total = swapAxes(choice.logTotal);
  // log of the share of i where j is chosen, and of j where i is.
  const [shareHere, shareThere] = [subtract(u, total), subtract(swapAxes(u), choice.logTotal)];
  const gained = sum(select(swapAxes(behind), exp(shareHere), 0), 'j');
  const pull = subtract(gained, sum(select(behind, exp(shareThere), 0), 'j'));
  const spread = sum(select(leftAt, multiply(exp(shareHere), negate(expm1(shareHere))), 0), 'j');
  const plain = subtract(sum(select(leftAt, exp(shareHere), 0), 'j'), 1);
  const several = less(1, size('i'));
  return {
    axes: 'i',
    coupled: true,
    inputs: [targetInput('number', 'i')],
    expressions: {
      loss: sum(choice.loss, 'i'),
      gradient: multiply(slope, pull),
      hessian: add(multiply(curvature, pull), multiply(multiply(slope, spread), slope)),
      counts: several,
    },
    plainGradient: multiply(slope, plain),
  };
}

/** Σᵢ log Σ e^{Uⱼ − Uᵢ} over what is left when i is chosen. */
function formula({ temperature, transform = noTransform }: ListMleValues): Expression {
  const u = divide(linkFunctions(transform, 'transform').h(predicted), temperature);
  const shares = select(leftAtOwn, exp(subtract(swapAxes(u), u)), 0);
  return sum(log(sum(shares, 'j')), 'i');
}

export const listMleDefinition: LossFamily<ListMleValues> = {
  kind: 'listMle',
  keys: { temperature: temperatureKey, transform: optionalLinkKey },
  build,
  formula,
};

/**
 * ListMLE, the negative log-likelihood of the observed order under Plackett–Luce with strengths e^U, U = T(ŝ)/τ: items are chosen one after the other, each by
 * Softmax from those left (Xia et al. 2008). The target is any number, larger is better, equal ones in the order of the list; labels count only by their order. A sum over
 * positions, one number per list; a list of one item counts nothing. Time is quadratic in the items, memory linear.
 */
export function listMle(options: ListMleOptions = {}): Loss<ListMleSpec> {
  const given = checkKeys(options, ['transform', 'temperature'], 'options');
  return makeLoss(listMleDefinition, given) as Loss<ListMleSpec>;
}
