import { rmSync } from 'node:fs';
import { loadPipeline, type PeerLibrary, type Scores, score, type TrainedHead } from '@lossmith/transformers';
import { exportModel } from '@lossmith/transformers/export';

/** Exports a head, loads it back with each library, and says how far scores of pairs of texts are from those of the head. */
export async function checkExport(
  head: TrainedHead,
  models: string,
  pairs: readonly (readonly [string, string])[],
  expected: Scores['data'],
  libraries: Readonly<Record<string, PeerLibrary>>,
): Promise<Readonly<Record<string, number>>> {
  rmSync(`${models}/reranker`, { recursive: true, force: true });
  const options = { pooling: 'cls', normalise: false, labels: ['relevance'] } as const;
  await exportModel(head, `${models}/use-pair`, `${models}/reranker`, options);
  const found: [string, number][] = [];
  for (const [name, library] of Object.entries(libraries)) {
    Object.assign(library.env, { localModelPath: models, allowRemoteModels: false });
    const scorer = await loadPipeline(library, 'text-classification', 'reranker');
    const { data } = await score(scorer, pairs);
    found.push([name, Math.max(...data.map((x, k) => Math.abs(x - (expected[k] as number))))]);
  }
  return Object.fromEntries(found);
}
