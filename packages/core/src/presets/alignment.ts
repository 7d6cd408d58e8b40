import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import {
  add,
  expm1,
  exp as expOf,
  less,
  log,
  log1p,
  maximum,
  minimum,
  negate,
  select,
  subtract,
} from '../expressions/build.js';
import { z } from '../expressions/json.js';
import { custom } from '../links/custom.js';
import { exp } from '../links/exp.js';
import { identity } from '../links/identity.js';
import type { Link } from '../links/link.js';
import { mirror } from '../links/mirror.js';
import { sigmoid } from '../links/sigmoid.js';
import { softplus } from '../links/softplus.js';
import type { Loss } from '../losses/loss.js';
import { matching } from '../losses/matching.js';
import { preference } from '../losses/preference.js';
import { presetOptions } from './options.js';

// Each says how the published value comes of ours: published = scale·loss + offset. Predicted is a row (chosen, rejected) of log-probabilities of whole texts, or
// means over their tokens where it says so; `reference` is the same of the reference model.

interface Beta {
  /** β > 0. */
  readonly beta: number;
}

/** DPO (Rafailov et al. 2023): −log σ(β[(π_c − ref_c) − (π_r − ref_r)]) = loss. */
export const dpo = (options: Beta): Loss => preference(sigmoid(), presetOptions(options, ['beta']));

/** cDPO (Mitchell 2023), labels wrong with probability ε: −(1−ε) log σ(x) − ε log σ(−x) = loss + entropy(ε). */
export const cdpo = (options: Beta & { readonly labelSmoothing: number }): Loss =>
  preference(sigmoid(), presetOptions(options, ['beta', 'labelSmoothing']));

/** IPO (Azar et al. 2023): (lead − 1/(2β))² = loss, on mean log-probabilities per token. */
export function ipo(options: Beta): Loss {
  const { beta } = presetOptions(options, ['beta']);
  return preference(identity({ amplitude: 2 / beta ** 2 }), { beta, target: 'gap', gap: 0.5 });
}

/** SimPO (Meng, Xia & Chen 2024): −log σ(β(π_c − π_r) − γ) = loss, on mean log-probabilities per token, no reference. γ is absolute, as in TRL (the paper's times β). */
export function simPo(options: Beta & { readonly gamma: number }): Loss {
  const { beta, gamma } = presetOptions(options, ['beta', 'gamma']);
  return preference(sigmoid({ center: gamma }), { beta, reference: false });
}

/** CPO (Xu et al. 2024) without its likelihood term: −log σ(β(π_c − π_r)) = loss, no reference. */
export const cpo = (options: Beta): Loss =>
  preference(sigmoid(), { ...presetOptions(options, ['beta']), reference: false });

/**
 * BCO (Jung et al. 2024): predicted is a lead π − ref of one text, target 1 where it was wanted, else 0; −log σ(±(β·lead − δ)) = β·loss. `center` is δ, the running mean of
 * rewards β·lead.
 */
export function bco(options: Beta & { readonly center?: number }): Loss {
  const { beta, center = 0 } = presetOptions(options, ['beta'], ['center']);
  return matching(sigmoid({ rate: beta, center: center / beta }), { target: 'output' });
}

/**
 * NCA (Chen et al. 2024): predicted is a lead of one text; the chosen one with target 2/3 and weight 3/2, the rejected one with target 0 and weight 1/2. Of a pair
 * −log σ(βu_c) − ½ log σ(−βu_c) − ½ log σ(−βu_r) = β·Σ weight·loss + 3/2·entropy(2/3).
 */
export const nca = (options: Beta): Loss =>
  matching(sigmoid({ rate: presetOptions(options, ['beta']).beta }), { target: 'output' });

/** SPPO (Wu et al. 2024), hard labels: predicted is a lead of one text, target ±1/(2β), + for the chosen one; (lead ∓ 1/(2β))² = loss. */
export const sppo = (): Loss => matching(identity({ amplitude: 2 }));

/** −e^{−αu}/α, and e^{|α|u}/|α| for α < 0. */
function alphaReward(alpha: number): Link {
  if (alpha === 0) throw new LossmithOptionError('alpha', 'is 0', 'that is DPO, or SimPO: use these');
  const placed = exp({ amplitude: 1 / Math.abs(alpha), rate: Math.abs(alpha) });
  return alpha > 0 ? mirror(placed) : placed;
}

/** Which divergence keeps the model near its reference: forward KL, Jensen–Shannon, or an α-divergence. */
export type Divergence = 'forwardKl' | 'jensenShannon' | { readonly alpha: number };

/** The reward of f-DPO as a function of a lead u = π − ref, up to a constant. */
function rewardOf(divergence: Divergence): Link {
  if (divergence === 'forwardKl') return mirror(exp());
  if (divergence === 'jensenShannon') return mirror(softplus());
  if (typeof divergence === 'object') return alphaReward(presetOptions(divergence, ['alpha']).alpha);
  throw new LossmithOptionError(
    'divergence',
    `${describeValue(divergence)} is unknown`,
    "use 'forwardKl', 'jensenShannon' or { alpha }; with reverse KL it is DPO",
  );
}

/** f-DPO (Wang et al. 2023), −log σ(β[f'(e^{u_c}) − f'(e^{u_r})]) = loss: composite Softmax on a pair. With reverse KL it is DPO. */
export function fDpo(options: Beta & { readonly divergence: Divergence }): Loss {
  const { beta, divergence } = presetOptions(options, ['beta', 'divergence']);
  return preference(sigmoid(), { beta, transform: rewardOf(divergence) });
}

/** AlphaPO (Gupta et al. 2025): rewards β(1 − p^{−α})/α of the mean probability per token; −log σ(r_c − r_r − γ) = loss, no reference. */
export function alphaPo(options: Beta & { readonly gamma: number; readonly alpha: number }): Loss {
  const { beta, gamma, alpha } = presetOptions(options, ['beta', 'gamma', 'alpha']);
  return preference(sigmoid({ center: gamma }), { beta, transform: alphaReward(alpha), reference: false });
}

/** log p − log(1 − p) of a log-probability z = log p < 0; a line beyond −10⁻⁶, which no mean over tokens reaches. */
function logOdds(): Link {
  const inside = minimum(z, -1e-6);
  const logRest = select(less(inside, -0.7), log1p(negate(expOf(inside))), log(negate(expm1(maximum(inside, -0.7)))));
  return custom({ h: add(subtract(inside, logRest), subtract(z, inside)) });
}

/** The odds term of ORPO (Hong, Lee & Thorne 2024): −log σ(log odds of the chosen − of the rejected) = loss, on mean log-probabilities per token, no reference. */
export const orpo = (): Loss => preference(sigmoid(), { transform: logOdds(), reference: false });
