import * as tf from '@tensorflow/tfjs-core';

/** Puts one result of pairs together from what their tiles give of it. Parts that are added belong to it. */
export interface Gathering {
  add(part: tf.Tensor): void;
  finished(): tf.Tensor;
}

/** How many parts are reduced at once: a sum in blocks of 16, repeatedly, has the digits that `sums.ts` says. */
const blockSize = 16;

function together(parts: tf.Tensor[]): tf.Tensor {
  if (parts.length === 1) return parts[0] as tf.Tensor;
  const all = tf.concat(parts, 1);
  tf.dispose(parts);
  return all;
}

/** Rows of i, one behind the other. */
export function rows(): Gathering {
  const parts: tf.Tensor[] = [];
  return {
    add: (part) => void parts.push(part),
    finished: () => together(parts),
  };
}

/** Reductions along i of some rows each, reduced again: never more than 16 of a kind are kept. */
export function reductions(reduce: (x: tf.Tensor) => tf.Tensor): Gathering {
  const levels: tf.Tensor[][] = [];
  const reduced = (parts: tf.Tensor[]): tf.Tensor => {
    if (parts.length === 1) return parts[0] as tf.Tensor;
    const all = together(parts);
    const one = tf.tidy(() => reduce(all));
    all.dispose();
    return one;
  };
  const add = (part: tf.Tensor, level = 0): void => {
    const parts = [...(levels[level] ?? []), part];
    levels[level] = parts.length < blockSize ? parts : [];
    if (parts.length === blockSize) add(reduced(parts), level + 1);
  };
  return { add: (part) => add(part), finished: () => reduced(levels.flat()) };
}
