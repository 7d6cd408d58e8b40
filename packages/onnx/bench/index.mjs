import * as ort from 'onnxruntime-web';
import { emitSection } from '../../conformance/bench/emit-times.mjs';
import subjects from '../conformance.mjs';
import { compileOnnx, links, losses } from '../dist/index.js';
import { textbook } from './textbook.mjs';

const rate = 0.5;
const count = 2 ** 20;
ort.env.wasm.numThreads = 1;

export const versions = { 'onnxruntime-web': ort.env.versions.web };

const scores = (shift) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);
const tensor = (values) => new ort.Tensor('float32', values, [count]);
const feeds = { predicted: tensor(scores(0.2)), target: tensor(scores(0)) };

const models = {
  lossmith: () => compileOnnx(losses.matching(links.sinh({ rate }))).bytes,
  'squared error': () => compileOnnx(losses.matching(links.identity())).bytes,
  textbook: () => textbook(rate),
};

async function candidatesOf() {
  const sessions = await Promise.all(Object.values(models).map((bytes) => ort.InferenceSession.create(bytes())));
  const runs = Object.keys(models).map((name, k) => [name, () => sessions[k].run(feeds)]);
  const dispose = () => Promise.all(sessions.map((session) => session.release()));
  return { candidates: Object.fromEntries(runs), dispose };
}

export default [
  {
    name: 'scores',
    title:
      'models in onnxruntime-web (wasm), one thread, 2^20 float32 scores, value, gradient and mean, against a graph of Cosh and Sinh',
    ours: ['lossmith', 'squared error'],
    others: ['textbook'],
    ratios: [
      { of: 'lossmith', over: 'textbook' },
      { of: 'lossmith', over: 'squared error' },
    ],
    bars: [{ of: 'lossmith', over: 'textbook', atMost: 0.35 }],
    tasks: { sinh: candidatesOf },
  },
  emitSection(subjects.filter(({ storage }) => storage === undefined)),
];
