import { weights } from './graph-builder.ts';
import type { CausalSpec } from './tiny-causal.ts';

type Vector = readonly number[];

/** x·W for a table of numbers [rows, columns]. */
const times = (x: Vector, table: ArrayLike<number>, columns: number): Vector =>
  Array.from({ length: columns }, (_, j) => x.reduce((sum, value, i) => sum + value * table[i * columns + j]!, 0));

const plus = (a: Vector, b: Vector): Vector => a.map((x, k) => x + b[k]!);
const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

function softmax(x: Vector): Vector {
  const exps = x.map(Math.exp);
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((one) => one / sum);
}

/** The small causal model in float64, and what it says of each token after the first: log p(token | all before it). */
export function plainLogProbabilities({ vocabulary, width, positions, seed = 0 }: CausalSpec, ids: readonly number[]) {
  const table = (rows: number, columns: number, own: number, scale: number) =>
    weights(rows * columns, own + seed, scale);
  const row = (of: Float32Array, k: number): Vector => Array.from(of.subarray(k * width, (k + 1) * width));
  const [words, places] = [table(vocabulary, width, 1, 1), table(positions, width, 2, 0.5)];
  const [toQuery, toKey, toValue] = [4, 5, 6].map((own) => table(width, width, own, 1.5 / Math.sqrt(width)));
  const toLogits = table(width, vocabulary, 7, 0.8);
  const x = ids.map((id, k) => plus(row(words, id), row(places, k)));
  const [keys, values] = [toKey, toValue].map((of) => x.map((one) => times(one, of!, width)));
  return ids.slice(1).map((next, k) => {
    const query = times(x[k]!, toQuery!, width);
    const shares = softmax(keys!.slice(0, k + 1).map((key) => dot(query, key) / Math.sqrt(width)));
    const mixed = shares.reduce<Vector>(
      (sum, share, j) =>
        plus(
          sum,
          values![j]!.map((value) => share * value),
        ),
      new Array(width).fill(0),
    );
    return Math.log(softmax(times(plus(x[k]!, mixed), toLogits, vocabulary))[next]!);
  });
}
