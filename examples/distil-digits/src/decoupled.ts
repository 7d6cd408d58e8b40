import { compileTfjs, links, losses } from '@lossmith/tfjs';
import {
  add,
  cast,
  logicalNot,
  logSumExp,
  mul,
  oneHot,
  reshape,
  type Scalar,
  slice,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Digits } from './digits.js';
import { CLASSES } from './network.js';

export interface DecoupledOptions {
  /** Of the label against all other classes. */
  readonly alpha: number;
  /** Among the other classes. */
  readonly beta: number;
  readonly temperature: number;
}

/** So far below all other scores that its exponential is 0. */
const NONE = 1e9;

/** A row for each image: the teacher's ten scores and the label behind them, from which decoupled distillation learns. */
export function withLabels(teacher: Float32Array, { labels }: Digits): Float32Array {
  const rows = new Float32Array(labels.length * (CLASSES + 1));
  labels.forEach((label, k) => {
    rows.set(teacher.subarray(k * CLASSES, (k + 1) * CLASSES), k * (CLASSES + 1));
    rows[k * (CLASSES + 1) + CLASSES] = label;
  });
  return rows;
}

/** log p/(1 − p) of the label under Softmax. */
function logOdds(scores: Tensor, isLabel: Tensor, temperature: number): Tensor {
  const scaled = mul(scores, 1 / temperature);
  return sub(sum(mul(scaled, isLabel), -1), logSumExp(sub(scaled, mul(isLabel, NONE)), -1));
}

/**
 * τ²(α·TCKD + β·NCKD) of Zhao, Cui, Song, Qiu & Liang 2022 ("Decoupled knowledge distillation", CVPR, equation 7; with τ²
 * as in their code), a mean over images. Both are matching losses. TCKD, the divergence of the label's probability from
 * the teacher's, is that of a sigmoid link at the log odds. NCKD is Hinton's loss among the other classes, the label
 * masked; its τ² is in `distillation`.
 */
export function decoupled({ alpha, beta, temperature }: DecoupledOptions): (target: Tensor, scores: Tensor) => Scalar {
  const ofLabel = compileTfjs(losses.matching(links.sigmoid()), { reduction: 'mean' });
  const ofOthers = compileTfjs(losses.distillation({ temperature }), { reduction: 'mean' });
  return (target, scores) =>
    tidy(() => {
      const teacher = slice(target, [0, 0], [-1, CLASSES]);
      const labels = cast(reshape(slice(target, [0, CLASSES], [-1, 1]), [-1]), 'int32');
      const isLabel = cast(oneHot(labels, CLASSES), 'float32');
      const odds = (of: Tensor) => logOdds(of, isLabel, temperature);
      const label = mul(ofLabel(odds(teacher), odds(scores)), alpha * temperature * temperature);
      const others = ofOthers(teacher, scores, null, logicalNot(cast(isLabel, 'bool')));
      return add<Scalar>(label, mul(others, beta));
    });
}
