/** What is used of transformers.js, of either library: recognised by what it can do, since class names differ and are minified. */
import { LossmithInputError } from '@lossmith/core';
import type { OrtSession } from '@lossmith/onnx';

/** A tensor of transformers.js. */
export interface PeerTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
  /** Frees memory outside JavaScript; @xenova/transformers has none. */
  dispose?(): void;
}

/** A tokenizer of transformers.js. */
export interface PeerTokenizer {
  // biome-ignore lint/suspicious/noExplicitAny: the libraries' own options are narrower than any we could name
  (text: any, options?: any): any;
  readonly model_max_length?: number;
  readonly pad_token_id?: number;
  readonly padding_side?: string;
}

/** A model of transformers.js. */
export interface PeerModel {
  // biome-ignore lint/suspicious/noExplicitAny: so are its inputs
  (inputs: any): Promise<any>;
  readonly config?: object;
  /** Where @xenova/transformers has its session. */
  readonly session?: unknown;
  /** Where @huggingface/transformers has its sessions. */
  readonly sessions?: unknown;
}

/** A pipeline of transformers.js: a tokenizer and a model. */
export interface PeerPipeline {
  readonly tokenizer: PeerTokenizer;
  readonly model: PeerModel;
}

/** A session as ONNX Runtime makes it, from which its class is found. */
export interface PeerSession extends OrtSession {
  readonly inputNames: readonly string[];
}

const libraries = "'@huggingface/transformers' or '@xenova/transformers'";
const isCallable = (value: unknown): value is (...given: readonly unknown[]) => unknown => typeof value === 'function';

const isSession = (value: unknown): value is PeerSession => {
  const { run, inputNames } = (value ?? {}) as Partial<PeerSession>;
  return typeof run === 'function' && Array.isArray(inputNames);
};

/** The session that a model of either library runs; undefined where it has none by a name that is known. */
export function sessionOf(model: PeerModel | undefined): PeerSession | undefined {
  const { session, sessions } = (model ?? {}) as Partial<PeerModel>;
  const named = (sessions ?? {}) as Readonly<Record<string, unknown>>;
  return [session, named.model, named.decoder_model_merged].find(isSession);
}

/** Throws where a value cannot be a tokenizer. */
export function checkTokenizer(tokenizer: unknown): asserts tokenizer is PeerTokenizer {
  if (isCallable(tokenizer)) return;
  const advice = `load one with AutoTokenizer.from_pretrained of ${libraries}`;
  throw new LossmithInputError('tokenizer', tokenizer === undefined ? 'is missing' : 'is no tokenizer', advice);
}

/** Throws where a value cannot be a model. */
export function checkModel(model: unknown): asserts model is PeerModel {
  if (isCallable(model)) return;
  const advice = `load one with AutoModelForCausalLM.from_pretrained of ${libraries}`;
  throw new LossmithInputError('model', model === undefined ? 'is missing' : 'is no model', advice);
}

/** Throws where a value cannot be a pipeline of texts. `task` says which is needed. */
export function checkPipeline(name: string, given: unknown, task: string): asserts given is PeerPipeline {
  const { tokenizer, model } = (given ?? {}) as Partial<PeerPipeline>;
  if (isCallable(tokenizer) && isCallable(model)) return;
  const promised = given instanceof Promise;
  const what = given === undefined ? 'is missing' : promised ? 'is a promise' : 'is no pipeline of texts';
  const advice = promised ? 'await it' : `make one with ${libraries}: await pipeline('${task}', model)`;
  throw new LossmithInputError(name, what, advice);
}
