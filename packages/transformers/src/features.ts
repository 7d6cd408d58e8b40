import { LossmithInputError, LossmithShapeError } from '@lossmith/core';

/** How the embeddings of the tokens of a text become one: their mean, or that of the first token. */
export type Pooling = 'mean' | 'cls';

/** How a feature was made of the embeddings of tokens. */
export interface Pooled {
  readonly pooling: Pooling;
  /** Whether it was divided by its length. */
  readonly normalise: boolean;
}

/** A row of numbers per text. */
export interface Features {
  /** Flat. */
  readonly data: Float32Array;
  readonly dims: readonly [texts: number, width: number];
  /** What `embed` says of them, so that an exported model makes the same. */
  readonly pooled?: Pooled;
}

/** Throws where a value is no table of features. `name` is for errors. */
export function checkFeatures(name: string, given: unknown): asserts given is Features {
  const { data, dims } = (given ?? {}) as Partial<Features>;
  const rows = Array.isArray(dims) && dims.length === 2;
  if (!(data instanceof Float32Array) || !rows) {
    const what = given === undefined ? 'are missing' : 'are no features';
    throw new LossmithInputError(name, what, 'give what embed returns: { data: Float32Array, dims: [texts, width] }');
  }
  const [texts, width] = dims;
  if (data.length !== texts * width)
    throw new LossmithShapeError(`${name}.data`, [data.length], [texts * width], 'dims are [texts, width]');
}

/** Chosen rows, one behind the other. */
export function pickRows({ data, dims: [, width] }: Features, rows: ArrayLike<number>, into: Float32Array): void {
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as number;
    into.set(data.subarray(row * width, (row + 1) * width), place * width);
  }
}
