import type { Backend, Program } from '@lossmith/core/backend';
import type { LayoutOptions } from './bindings.js';
import type { Context, Value } from './context.js';
import { lowerings } from './lowerings.js';
import type { WgslModule } from './module.js';
import { shaderOf } from './shader.js';

/** A program compiled to WGSL. */
export interface WgslArtifact {
  readonly program: Program;
  readonly module: WgslModule;
}

/** Emits compute shaders; it needs no GPU to do so. */
export const webgpuBackendFor = (options: Partial<LayoutOptions>): Backend<Value, Context, WgslArtifact> => {
  const layout = { storage: 'f32', inPlace: false, subgroups: false, integers: 'u32', ...options } as const;
  return Object.freeze({
    contract: 1 as const,
    name: 'webgpu',
    lowerings,
    emit: (program: Program) => Object.freeze({ program, module: shaderOf(program, layout, []) }),
  });
};

export const webgpuBackend: Backend<Value, Context, WgslArtifact> = webgpuBackendFor({});
