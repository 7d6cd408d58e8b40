import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { nodeAndChromium } from '../../vitest.browser.ts';
import shared from '../../vitest.shared.ts';

/** Where the successor's own ONNX Runtime keeps its WebAssembly, which it would otherwise fetch from a content delivery network. */
const successor = createRequire(import.meta.url).resolve('@huggingface/transformers');
const folder = dirname(createRequire(successor).resolve('onnxruntime-web'));

const config: ViteUserConfig = mergeConfig(shared, {
  test: {
    projects: nodeAndChromium(playwright, ['test/*.browser.test.ts']).map((project) => {
      return { ...(project as object), define: { ORT_FOLDER: JSON.stringify(`/@fs${folder}/`) } };
    }),
  },
});

export default config;
