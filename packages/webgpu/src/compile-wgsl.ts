import type { Loss } from '@lossmith/core';
import { compileLoss, type KernelOptions, kernelProgramOptions, type Program } from '@lossmith/core/backend';
import { webgpuBackend } from './backend.js';
import { checkFlag, checkInPlace, checkStorage, type Storage } from './bindings.js';
import { headComment } from './head-comment.js';
import type { WgslModule } from './module.js';
import { shaderOf } from './shader.js';

export interface WgslOptions extends KernelOptions {
  /** How predicted, target, gradient and hessian lie in buffers, default 'f32'. Arithmetic, weights and losses are float32 in any case. */
  readonly storage?: Storage;
  /** Whether the gradient is written over `predicted`; default false. */
  readonly inPlace?: boolean;
  /** Whether sums use subgroup operations; `createKernel` does where the device has the feature 'subgroups', `compileWgsl` does not. */
  readonly subgroups?: boolean;
}

/** The program of a loss and its shader. */
export function programAndModule(
  loss: Loss,
  { storage = 'f32', inPlace = false, subgroups = false, ...options }: WgslOptions,
  parameters: 'constants' | 'inputs',
): { readonly program: Program; readonly module: WgslModule } {
  const choices = kernelProgramOptions(loss, options, { parameters });
  const program = compileLoss(webgpuBackend, loss, choices);
  const layout = {
    storage: checkStorage(storage),
    inPlace: checkInPlace(inPlace, choices.outputs),
    subgroups: checkFlag('subgroups', subgroups),
    integers: 'u32' as const,
  };
  return { program, module: shaderOf(program, layout, headComment(loss, choices)) };
}

/**
 * A loss as WGSL: the text of a compute shader, its buffers, and the dispatches of a call in order. Needs no GPU, and gives the
 * same text for the same loss and options. Parameters are constants unless `parameters: 'inputs'`. Throws `LossmithOptionError`.
 */
export function compileWgsl(loss: Loss, options: WgslOptions = {}): WgslModule {
  return programAndModule(loss, options, 'constants').module;
}
