import type { Loss } from '@lossmith/core';
import {
  compileLoss,
  type KernelOptions,
  kernelProgramOptions,
  type OutputName,
  type Program,
} from '@lossmith/core/backend';
import { webgpuBackend } from './backend.js';
import { checkFlag, checkInPlace, checkStorage, type Storage } from './bindings.js';
import { headComment } from './head-comment.js';
import type { WgslModule } from './module.js';
import { shaderOf } from './shader.js';

export interface WgslOptions<Output extends OutputName = OutputName> extends KernelOptions<Output> {
  /** How scores, and all that is given or comes out beside them, lie in buffers, default 'f32'. Arithmetic, weights and losses are float32 in any case. */
  readonly storage?: Storage;
  /** Whether the gradient is written over `predicted`; default false. */
  readonly inPlace?: boolean;
  /** Whether sums use subgroup operations; `createKernel` does where the device has the feature 'subgroups', `compileWgsl` does not. */
  readonly subgroups?: boolean;
}

/** The program of a loss and its shader; `defaults` are what the two options are where they are left out. */
export function programAndModule(
  loss: Loss,
  options: WgslOptions,
  defaults: { readonly parameters: 'constants' | 'inputs'; readonly subgroups?: boolean },
): { readonly program: Program; readonly module: WgslModule } {
  const { parameters, subgroups: available = false } = defaults;
  const choices = kernelProgramOptions(loss, options, { parameters, more: ['storage', 'inPlace', 'subgroups'] });
  const { storage = 'f32', inPlace = false, subgroups = available } = options;
  const stored = checkStorage(storage);
  const program = compileLoss(webgpuBackend, loss, {
    ...choices,
    storage: stored === 'f16' ? 'float16' : 'float32',
  });
  const layout = {
    storage: stored,
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
  return programAndModule(loss, options, { parameters: 'constants' }).module;
}
