import * as successor from '@huggingface/transformers';
import * as original from '@xenova/transformers';
import type { PeerLibrary } from '../src/index.ts';

type Library = PeerLibrary & typeof successor;

/** Both libraries, as they are published. */
export const libraries = {
  '@huggingface/transformers': successor as Library,
  '@xenova/transformers': original as unknown as Library,
};

/** Local models alone, out of this folder. Errors of models that tests provoke are not printed. */
export function onlyLocal(root: string): void {
  for (const { env } of Object.values(libraries))
    Object.assign(env, { localModelPath: root, allowRemoteModels: false });
}

export const byLibrary = Object.entries(libraries) as [keyof typeof libraries, Library][];
