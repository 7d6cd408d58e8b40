import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from './project.ts';
import { blocksIn, exampleOf } from './readme.ts';

/** Trains a head on the page: the example of @lossmith/transformers reads and writes folders. */
const head = `import * as runtime from 'onnxruntime-web';
import { links, losses, scoreFeatures, trainHead } from '@lossmith/transformers';
const features = { data: Float32Array.of(1, 0, 0, 1, 1, 1, 0, 0), dims: [4, 2] };
const loss = losses.matching(links.exp());
const trained = await trainHead({ runtime, features, targets: [2, -1, 2, -2], loss, epochs: 20 });
const { data } = await scoreFeatures(runtime, trained, features);
`;

/** What an example leads to, as a value that is the same in Node and in browsers. */
const results: Readonly<Record<string, string>> = {
  core: 'evaluate(loss, { predicted: [1, 2], target: [1.5, 2] }, { reduction: "mean" }).loss[0].toPrecision(12)',
  onnx: '[inputs, (await (await createKernel(ort, loss)).run({ predicted: [1, 3], target: [0, 2] })).loss[0].toPrecision(6)]',
  python: 'source',
  tfjs: 'compileTfjs(loss, { reduction: "mean" })(yTrue, tensor2d([[0.5], [0.5], [0.5]])).dataSync()[0].toPrecision(6)',
  transformers: 'Array.from(data, (x) => x.toFixed(3))',
  wasm: '[results.loss[0], Array.from(gradient)]',
  webgpu: 'results.loss[0].toPrecision(6)',
};

/** The packages that pages use. */
export const adapters: readonly string[] = Object.keys(results);

/** The example of a package's README without what pages have not: files. */
function exampleFor(project: string, name: string): string {
  if (name === 'transformers') return head;
  return exampleOf(blocksIn(project, name)).replace(/^.*(node:fs|writeFileSync).*\n/gm, '');
}

const html = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<script type="module" src="./page.js"></script>
`;

/** A folder with a page per adapter, each with its example; what comes out is left in `found`. */
export function writePages(project: string): void {
  for (const name of adapters) {
    const code = exampleFor(project, name);
    const page = join(project, name);
    mkdirSync(page);
    writeFiles(page, {
      'index.html': html,
      'page.js': `${code}\nglobalThis.found = JSON.stringify(${results[name]});\n`,
      'node.js': `${code}\nprocess.stdout.write(JSON.stringify(${results[name]}), () => process.exit(0));\n`,
    });
  }
}
