import * as successor from '@huggingface/transformers';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportFiles } from '../src/export.js';
import { embed, links, loadPipeline, losses, type PeerLibrary, score, scoreFeatures, trainHead } from '../src/index.js';
import { encoderFiles, type Files } from './model-files.ts';

declare const ORT_FOLDER: string;

const library = successor as unknown as PeerLibrary;
const texts = ['good film', 'a bad, bad film', 'really good food!', 'it was so very bad'];

const bytesOf = (content: Uint8Array | object): Uint8Array =>
  content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content));

/** Models that the library finds in its cache, since a page cannot write files. Requests end in the path of a file in its folder. */
const cached = new Map<string, Uint8Array>();
const keep = (name: string, files: Files) => {
  for (const [path, content] of Object.entries(files)) cached.set(`${name}/${path}`, bytesOf(content));
};

beforeAll(() => {
  const match = async (request: string) => {
    const path = [...cached.keys()].find((known) => request.endsWith(known));
    return path === undefined ? undefined : new Response(cached.get(path) as Uint8Array<ArrayBuffer>);
  };
  Object.assign(successor.env, {
    useBrowserCache: false,
    useCustomCache: true,
    customCache: { match, put: async () => undefined },
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: '/',
  });
  const { wasm } = successor.env.backends.onnx as { wasm: { wasmPaths: string; numThreads: number } };
  wasm.wasmPaths = `${location.origin}${ORT_FOLDER}`;
  wasm.numThreads = 1;
  keep('encoder', encoderFiles());
});

const gap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, k) => Math.abs(x - (b[k] as number))).reduce((most, x) => Math.max(most, x), 0);

const devices = ['wasm', ...('gpu' in navigator && (await navigator.gpu.requestAdapter()) ? ['webgpu'] : [])];

describe.each(devices)('on %s', (device) => {
  test('a head is trained on features, exported, loaded back, and gives the same scores', async () => {
    const extractor = await loadPipeline(library, 'feature-extraction', 'encoder', { device });
    const features = await embed(extractor, texts, { normalise: true });
    const head = await trainHead({
      features,
      targets: [2, -1, 2, -2],
      loss: losses.matching(links.sinh()),
      extractor,
      hidden: [4],
      activation: 'tanh',
      epochs: 100,
    });
    expect(head.history.at(-1)!.loss).toBeLessThan(0.2 * head.history[0]!.loss);
    const scores = await scoreFeatures(extractor, head, features);
    const { files, config } = exportFiles(
      head,
      Object.fromEntries([...cached].map(([path, bytes]) => [path.replace('encoder/', ''), bytes])),
    );
    keep('exported', { ...files, 'config.json': config });
    const scorer = await loadPipeline(library, 'text-classification', 'exported', { device });
    const found = await score(scorer, texts);
    expect(found.dims).toEqual([4, 1]);
    expect(gap(found.data, scores.data)).toBeLessThan(1e-5);
  });
});
