import type { PeerTensor, PeerTokenizer } from './peer.js';
import type { Encoded } from './texts.js';

export type Side = 'left' | 'right';

type TensorClass = new (type: string, data: BigInt64Array, dims: readonly number[]) => PeerTensor;

/** The library's own class of tensors, which its models insist on: that of what its tokenizer returns. */
const tensorClassOf = (tokenizer: PeerTokenizer) =>
  (tokenizer(['a']).input_ids as PeerTensor).constructor as unknown as TensorClass;

/** Makes tensors as the tokenizer itself does, out of tokens that are there already. */
export function tensorMaker(tokenizer: PeerTokenizer, side: Side) {
  const Tensor = tensorClassOf(tokenizer);
  const padding = BigInt(tokenizer.pad_token_id ?? 0);
  return (encoded: Encoded, rows: readonly number[], longest: number): Readonly<Record<string, PeerTensor>> => {
    const kept = (name: string, row: number) => (encoded[name]?.[row] ?? []).slice(0, longest);
    const length = rows.reduce((most, row) => Math.max(most, kept('input_ids', row).length), 0);
    const tensor = (name: string) => {
      const data = new BigInt64Array(rows.length * length).fill(name === 'input_ids' ? padding : 0n);
      rows.forEach((row, k) => {
        const values = kept(name, row);
        const start = k * length + (side === 'left' ? length - values.length : 0);
        for (const [place, value] of values.entries()) data[start + place] = BigInt(value);
      });
      return new Tensor('int64', data, [rows.length, length]);
    };
    return Object.fromEntries(Object.keys(encoded).map((name) => [name, tensor(name)]));
  };
}

/** How many tokens the model takes: the smaller of what tokenizer and model say. */
export function longestOf(tokenizer: PeerTokenizer, config: object | undefined): number {
  const { max_position_embeddings, n_positions } = (config ?? {}) as Readonly<Record<string, unknown>>;
  const known = [tokenizer.model_max_length, max_position_embeddings, n_positions];
  return Math.min(...known.map((length) => (typeof length === 'number' && length > 0 ? length : Infinity)));
}
