/** What pages do with a loss, by the adapter they do it with. Runtimes come from elsewhere: they are not counted. */
const uses = {
  core: { names: 'evaluate', code: 'results = evaluate(loss, { predicted: [1, 2], target: [0, 2] });' },
  wasm: {
    names: 'createKernel',
    code: 'results = createKernel(loss).run({ predicted: [1, 2], target: [0, 2] });',
  },
  tfjs: { names: 'compileTfjs', code: 'results = compileTfjs(loss);' },
  webgpu: { names: 'createKernel, requestDevice', code: 'results = createKernel(await requestDevice(), loss);' },
  onnx: {
    names: 'createKernel',
    code: 'results = createKernel(ort, loss);',
    before: "import * as ort from 'onnxruntime-web';\n",
  },
  python: { names: 'compilePython', code: "results = compilePython(loss, { library: 'numpy' }).source;" },
  transformers: {
    names: 'trainHead',
    code: 'results = (extractor, texts, targets) => trainHead({ extractor, texts, targets, loss });',
  },
};

export const adapters = Object.keys(uses);

/** One scalar loss for one adapter: links and losses by name, or by the namespaces that examples in READMEs use. */
export function pageOf(adapter, style) {
  const { names, code, before = '' } = uses[adapter];
  const from = `@lossmith/${adapter}`;
  const use = `globalThis.${code}\n`;
  if (style === 'namespace')
    return `${before}import { ${names}, links, losses } from '${from}';\nconst loss = losses.matching(links.sinh({ rate: 0.5 }));\n${use}`;
  return `${before}import { ${names} } from '${from}';
import { sinh } from '${from}/links';
import { matching } from '${from}/losses';
const loss = matching(sinh({ rate: 0.5 }));
${use}`;
}
