import { distillation } from '../losses/distillation.js';
import type { Loss } from '../losses/loss.js';
import { presetOptions } from './options.js';

/** Hinton, Vinyals & Dean 2015 (arXiv 1503.02531): τ²·KL(softmax(s/τ) ‖ softmax(ŝ/τ)) = loss; the soft cross-entropy is that + τ²·entropy of the teacher. */
export const hinton = (options: { readonly temperature: number }): Loss =>
  distillation(presetOptions(options, ['temperature']));
