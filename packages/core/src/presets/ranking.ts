import { clip } from '../links/clip.js';
import { identity } from '../links/identity.js';
import { sigmoid } from '../links/sigmoid.js';
import { listMle as plackettLuce } from '../losses/list-mle.js';
import type { Loss } from '../losses/loss.js';
import { pairwise } from '../losses/pairwise.js';
import { softmax } from '../losses/softmax.js';
import { presetOptions } from './options.js';

// Each says how the published value comes of ours: published = scale·loss + offset. Offsets have no gradient. A list's loss is a mean over its pairs,
// a batch's one over its lists: peers that pool the pairs of all lists are weighted by their number.

interface Rate {
  /** σ > 0, in 1/units of the score. Default 1. */
  readonly rate?: number;
}

/** RankNet (Burges et al. 2005): log(1 + e^{−σ(ŝᵢ − ŝⱼ)}) over pairs with tᵢ > tⱼ = σ·loss. `rate` is σ. */
export const rankNet = (options: Rate = {}): Loss =>
  pairwise(sigmoid(presetOptions(options, [], ['rate'])), { target: 'relevance' });

/** LambdaRank (Burges, Ragno & Le 2006): RankNet whose pairs count |ΔNDCG|, from the inputs `gain` and `discount` that `lambdaWeights` makes; σ·loss. */
export const lambdaRank = (options: Rate = {}): Loss =>
  pairwise(sigmoid(presetOptions(options, [], ['rate'])), { target: 'relevance', pairWeight: 'lambda' });

/** Pairwise squared error ((ŝᵢ − ŝⱼ) − (sᵢ − sⱼ))², MarginMSE = 2·loss. rax's mean includes the diagonal: 2(K−1)/K·loss. */
export const pairwiseMse = (): Loss => pairwise(identity());

/** Where the squared hinge becomes a line, in units of the score: no score difference gets there. */
const far = 2 ** 20;

/** Squared hinge max(0, 1 − (ŝᵢ − ŝⱼ))² over pairs with tᵢ > tⱼ (Chapelle & Keerthi 2010) = loss, for differences up to 2²⁰. */
export const squaredHinge = (): Loss =>
  pairwise(clip({ threshold: far, amplitude: 2, center: 1 - far }), { target: 'relevance', output: 2 * far });

/** ListNet (Cao et al. 2007): −Σ softmax(t) log softmax(ŝ) = loss + entropy(softmax(t)). */
export const listNet = (): Loss => softmax();

/** ListMLE (Xia et al. 2008): minus the log-likelihood of the observed order = loss. */
export const listMle = (): Loss => plackettLuce();

/** Softmax cross-entropy −log softmax(ŝ)_y of a label y = loss. */
export const softmaxCrossEntropy = (): Loss => softmax({ target: 'label' });

/** InfoNCE, NT-Xent, N-pairs, MultipleNegativesRanking: −log softmax(ŝ/τ) of the positive = loss. Scores are similarities of an anchor to candidates. */
export const infoNce = (options: { readonly temperature?: number } = {}): Loss =>
  softmax({ target: 'label', ...presetOptions(options, [], ['temperature']) });
