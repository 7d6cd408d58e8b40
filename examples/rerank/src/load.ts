import { embed, type Features, loadPipeline, type PeerLibrary, type PeerPipeline } from '@lossmith/transformers';
import { readTexts, type Text } from './brown.ts';
import { writeEncoder } from './encoder-folder.ts';
import { PASSAGES } from './lists.ts';

export interface Material {
  readonly texts: readonly Text[];
  readonly passages: readonly string[];
  readonly embeddings: Features;
  readonly extractor: PeerPipeline;
}

/** Builds the encoders, and embeds all passages. */
export async function loadMaterial(
  library: PeerLibrary,
  models: string,
  count: number,
  told: (done: number, all: number) => void,
): Promise<Material> {
  writeEncoder(`${models}/use-text`, 'text');
  writeEncoder(`${models}/use-pair`, 'pair');
  Object.assign(library.env, { localModelPath: models, allowRemoteModels: false });
  const texts = readTexts(PASSAGES).slice(0, count);
  const passages = texts.flatMap((text) => text.passages);
  const extractor = await loadPipeline(library, 'feature-extraction', 'use-text');
  const embeddings = await embed(extractor, passages, {
    pooling: 'cls',
    onProgress: (done) => told(done, passages.length),
  });
  return { texts, passages, embeddings, extractor };
}
