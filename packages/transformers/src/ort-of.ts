import { LossmithInputError } from '@lossmith/core';
import type { OrtRuntime, OrtTensor } from '@lossmith/onnx';
import { type PeerPipeline, sessionOf } from './peer.js';

/** A tensor as ONNX Runtime takes it: neither build asks for its own class. */
class PlainTensor implements OrtTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
  readonly location = 'cpu';

  constructor(type: string, data: unknown, dims: readonly number[]) {
    this.type = type;
    this.data = data;
    this.dims = dims;
  }
}

/** The ONNX Runtime inside a pipeline: the libraries bring one, and keep it to themselves. */
function runtimeInside(pipeline: Partial<PeerPipeline>): OrtRuntime | undefined {
  const InferenceSession = sessionOf(pipeline.model)?.constructor as unknown as OrtRuntime['InferenceSession'];
  return typeof InferenceSession?.create === 'function' ? { InferenceSession, Tensor: PlainTensor } : undefined;
}

const isRuntime = (value: unknown): value is OrtRuntime =>
  typeof (value as Partial<OrtRuntime> | undefined)?.InferenceSession?.create === 'function';

/** What runs a head: a module such as onnxruntime-web, or a pipeline, whose own runtime is taken. */
export type HeadRuntime = OrtRuntime | PeerPipeline;

/** The runtime behind what is given; CommonJS modules have theirs under `default`. */
export function ortOf(name: string, given: HeadRuntime | undefined): OrtRuntime {
  const module = [given, (given as { readonly default?: unknown } | undefined)?.default].find(isRuntime);
  const found = module ?? runtimeInside((given ?? {}) as Partial<PeerPipeline>);
  if (found !== undefined) return found;
  const advice = "give a pipeline of transformers.js, or a module: import * as ort from 'onnxruntime-web'";
  throw new LossmithInputError(name, given === undefined ? 'is missing' : 'has no ONNX Runtime', advice);
}
