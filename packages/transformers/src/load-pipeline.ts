import { LossmithError, LossmithInputError, LossmithOptionError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import type { PeerPipeline } from './peer.js';

/** What is used of the library itself. */
export interface PeerLibrary {
  // biome-ignore lint/suspicious/noExplicitAny: each library has its own types of tasks
  pipeline(task: any, model?: string, options?: any): Promise<any>;
  readonly env: object;
}

export type LibraryName = '@huggingface/transformers' | '@xenova/transformers';

export interface LoadOptions {
  /** 'float32': onnx/model.onnx (default). 'quantised': onnx/model_quantized.onnx. The libraries say this in different words. */
  readonly weights?: 'float32' | 'quantised';
  /** Where the successor runs the model: 'wasm', 'webgpu', 'cpu'. Default: its own choice. */
  readonly device?: string;
}

const names: readonly unknown[] = ['@huggingface/transformers', '@xenova/transformers'] satisfies LibraryName[];

async function imported(name: string): Promise<unknown> {
  try {
    // Bundlers must not look for packages that nobody asked for.
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
  } catch (cause) {
    const advice = `install it, or import it yourself and pass the module; ${String(cause)}`;
    throw new LossmithOptionError('library', `cannot import ${name}`, advice);
  }
}

async function libraryOf(source: PeerLibrary | LibraryName): Promise<PeerLibrary> {
  const given = names.includes(source) ? await imported(source as string) : source;
  const found = (given ?? {}) as Partial<PeerLibrary>;
  if (typeof found.pipeline === 'function' && typeof found.env === 'object') return found as PeerLibrary;
  const advice = `give the module, or its name: ${names.map((name) => `'${name}'`).join(' or ')}`;
  throw new LossmithInputError('library', 'is no transformers.js', advice);
}

/** What to do where a model was not found: it depends on where the library was allowed to look. */
function adviceOf(env: object): string {
  const { allowRemoteModels, localModelPath } = env as { allowRemoteModels?: boolean; localModelPath?: string };
  const put = `put its folder under env.localModelPath ('${localModelPath ?? ''}')`;
  return allowRemoteModels === false
    ? `${put}, or allow downloads: env.allowRemoteModels = true`
    : `${put}, or see whether the network can be reached`;
}

/**
 * A pipeline of either library, by the same options. `library` is the module, or its name, which is then imported. Throws `LossmithOptionError` where the library is not
 * installed, and an error with what to do where the model is not found, such as a remote one where only local ones are allowed.
 */
export async function loadPipeline(
  library: PeerLibrary | LibraryName,
  task: 'feature-extraction' | 'text-classification',
  model: string,
  options: LoadOptions = {},
): Promise<PeerPipeline> {
  checkOptions(options, ['weights', 'device']);
  const { weights = 'float32', device } = options;
  if (weights !== 'float32' && weights !== 'quantised')
    throw new LossmithOptionError('weights', `cannot be ${weights}`, "use 'float32' or 'quantised'");
  const { pipeline, env } = await libraryOf(library);
  const quantized = weights === 'quantised';
  const place = device === undefined ? {} : { device };
  try {
    return await pipeline(task, model, { quantized, dtype: quantized ? 'q8' : 'fp32', ...place });
  } catch (cause) {
    throw new LossmithError('model', `cannot load '${model}': ${String(cause)}`, adviceOf(env), { model });
  }
}
