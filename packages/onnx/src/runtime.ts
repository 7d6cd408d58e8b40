import { LossmithOptionError } from '@lossmith/core';

/** A tensor of ONNX Runtime. */
export interface OrtTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** A session of ONNX Runtime. */
export interface OrtSession {
  // biome-ignore lint/suspicious/noExplicitAny: the runtimes' own types of feeds are narrower than any we could name
  run(feeds: any): Promise<Readonly<Record<string, OrtTensor>>>;
  /** Not yet in 1.14. */
  release?(): Promise<void>;
}

/** What is used of ONNX Runtime. The modules 'onnxruntime-web' and 'onnxruntime-node' have it. */
export interface OrtRuntime {
  readonly InferenceSession: {
    // biome-ignore lint/suspicious/noExplicitAny: options are the runtime's own
    create(model: Uint8Array, options?: any): Promise<OrtSession>;
  };
  readonly Tensor: new (
    // biome-ignore lint/suspicious/noExplicitAny: so are the overloads of the constructor
    ...args: any[]
  ) => OrtTensor;
  /** Says which build this is, from 1.15 on. */
  readonly env?: object;
}

/** A runtime, or the name of its package, which is then imported where it is needed. */
export type OrtSource = OrtRuntime | 'onnxruntime-web' | 'onnxruntime-node';

const isRuntime = (value: unknown): value is OrtRuntime => {
  const { InferenceSession, Tensor } = (value ?? {}) as Partial<OrtRuntime>;
  return typeof InferenceSession?.create === 'function' && typeof Tensor === 'function';
};

const names: readonly unknown[] = ['onnxruntime-web', 'onnxruntime-node'];

async function imported(name: string): Promise<unknown> {
  try {
    // Bundlers must not look for packages that nobody asked for.
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
  } catch (cause) {
    const advice = `install it, or import it yourself and pass the module: createKernel(ort, loss); ${String(cause)}`;
    throw new LossmithOptionError('ort', `cannot import ${name}`, advice);
  }
}

/** The runtime behind a source; CommonJS modules have theirs under `default`. */
export async function runtimeOf(source: OrtSource): Promise<OrtRuntime> {
  const given = names.includes(source) ? await imported(source as string) : source;
  const found = [given, (given as { readonly default?: unknown } | undefined)?.default].find(isRuntime);
  if (found !== undefined) return found;
  throw new LossmithOptionError(
    'ort',
    'is no ONNX Runtime',
    "give the module onnxruntime-web or onnxruntime-node, or its name: import * as ort from 'onnxruntime-web'",
  );
}
