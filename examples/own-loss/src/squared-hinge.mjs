/** A family of losses of one's own, against what '@lossmith/core/family' offers. */
import {
  equal,
  index,
  input,
  less,
  makeLoss,
  maximum,
  multiply,
  parameter,
  positiveKey,
  select,
  square,
  subtract,
  sum,
  targetInput,
} from '@lossmith/core/family';

const predicted = input('predicted', 'i');

/** One of the two scores of a row. */
const column = (k) => sum(select(equal(index('i'), k), predicted, 0), 'i');

/** How far the first score is from leading the second by the margin, and 0 beyond: r = max(0, t − (ŝ₀ − ŝ₁)). */
const lack = maximum(subtract(input('target'), subtract(column(0), column(1))), 0);

/** −1 for the first score, 1 for the second: ∂(ŝ₁ − ŝ₀)/∂ŝ. */
const direction = select(equal(index('i'), 0), -1, 1);

/**
 * ½·b·max(0, t − (ŝ₀ − ŝ₁))² of a row of two scores, t the margin by which the first is to lead: the squared hinge of RankSVM
 * (Chapelle & Keerthi 2010). With x = ŝ₀ − ŝ₁ it is the matching loss of a link that is flat beyond the margin.
 *
 * @type {import('@lossmith/core/family').LossFamily<{ steepness: number }>}
 */
export const squaredHingeFamily = {
  kind: 'squaredHinge',
  keys: { steepness: positiveKey(1) },
  build: ({ steepness }) => {
    const b = parameter('steepness', steepness);
    const gradient = multiply(multiply(lack, direction), b);
    return {
      axes: 'i',
      items: 2,
      coupled: true,
      inputs: [targetInput('number', '')],
      expressions: {
        loss: multiply(multiply(square(lack), 0.5), b),
        gradient,
        hessian: select(less(0, lack), b, 0),
      },
      plainGradient: gradient,
    };
  },
  formula: ({ steepness }) => multiply(square(lack), steepness / 2),
};

/** The loss, as `losses.…` make theirs. */
export const squaredHinge = (options = {}) => makeLoss(squaredHingeFamily, options);
