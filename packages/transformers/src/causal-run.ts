import { LossmithInputError } from '@lossmith/core';
import type { Logits } from './log-softmax.js';
import { type PeerModel, type PeerTensor, type PeerTokenizer, sessionOf } from './peer.js';
import { type Side, tensorMaker } from './token-tensors.js';

/** Logits of some places of a batch: [texts, places, vocabulary], for the places from `from` on. */
export interface LogitsPart {
  readonly logits: Logits;
  readonly from: number;
  readonly places: number;
  readonly vocabulary: number;
}

/** What a model of either library allows. */
export interface Abilities {
  /** Whether more than one text can be run at once. */
  readonly batches: boolean;
  /** Whether it can be run place by place, with what it remembers of earlier places. */
  readonly pieces: boolean;
}

const isCache = (name: string) => name.startsWith('past_key_values');

/**
 * The successor takes any number of texts, and goes on from what a model remembers. @xenova/transformers makes empty memories for one text alone ('TODO support batches'), and
 * goes on by one token at a time; a model without memory runs any number of texts there too.
 */
export function abilitiesOf(model: PeerModel): Abilities {
  const remembers = sessionOf(model)?.inputNames.some(isCache) ?? false;
  const successor = model.sessions !== undefined;
  return { batches: successor || !remembers, pieces: successor && remembers };
}

function partOf(outputs: Readonly<Record<string, PeerTensor>>, from: number): LogitsPart {
  const { logits } = outputs;
  if (logits?.dims?.length === 3 && typeof logits.type === 'string' && logits.type.startsWith('float')) {
    const [, places, vocabulary] = logits.dims as readonly [number, number, number];
    return { logits: logits.data as Logits, from, places, vocabulary };
  }
  const found = Object.keys(outputs).map((name) => `'${name}'`);
  const advice =
    "load a causal language model: AutoModelForCausalLM, which gives 'logits' of [texts, tokens, vocabulary]";
  throw new LossmithInputError('model', `gives ${found.join(', ')}, and no logits of next tokens`, advice);
}

/** Columns from … to of a tensor of tokens. */
function columns(tensor: PeerTensor, from: number, to: number): PeerTensor {
  const [rows, length] = tensor.dims as readonly [number, number];
  if (from === 0 && to === length) return tensor;
  const source = tensor.data as BigInt64Array;
  const data = new BigInt64Array(rows * (to - from));
  for (let row = 0; row < rows; row += 1)
    data.set(source.subarray(row * length + from, row * length + to), row * (to - from));
  const Tensor = tensor.constructor as new (type: string, data: BigInt64Array, dims: readonly number[]) => PeerTensor;
  return new Tensor('int64', data, [rows, to - from]);
}

type Memory = Readonly<Record<string, PeerTensor>>;

/** What a model remembers, by the names that it takes it with. */
const memoryOf = (outputs: Memory): Memory =>
  Object.fromEntries(
    Object.entries(outputs)
      .filter(([name]) => name.startsWith('present'))
      .map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor]),
  );

const release = (tensors: Memory) => {
  for (const tensor of Object.values(tensors)) tensor?.dispose?.();
};

/** Runs a causal model over texts, `places` of them at a time, and hands on the logits of each part. */
export function causalRun(model: PeerModel, tokenizer: PeerTokenizer, side: Side) {
  const tensorsOf = tensorMaker(tokenizer, side);
  return async (texts: readonly (readonly number[])[], places: number, take: (part: LogitsPart) => void) => {
    const encoded = { input_ids: texts, attention_mask: texts.map((ids) => ids.map(() => 1)) };
    const { input_ids, attention_mask } = tensorsOf(encoded, [...texts.keys()], Number.POSITIVE_INFINITY) as Record<
      'input_ids' | 'attention_mask',
      PeerTensor
    >;
    const length = input_ids.dims[1] as number;
    let memory: Memory = {};
    for (let from = 0; from < length; from += places) {
      const to = Math.min(length, from + places);
      const past = from === 0 ? {} : { past_key_values: memory };
      const inputs = {
        input_ids: columns(input_ids, from, to),
        attention_mask: columns(attention_mask, 0, to),
        ...past,
      };
      const outputs: Memory = await model(inputs);
      take(partOf(outputs, from));
      release(memory);
      memory = memoryOf(outputs);
      outputs.logits?.dispose?.();
    }
    release(memory);
  };
}
