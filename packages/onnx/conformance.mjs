import { checkHostInputs } from '@lossmith/core/backend';
import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import { onnxBackend } from './dist/backend.js';
import { feedsOf, resultsOf } from './dist/run-model.js';

web.env.wasm.numThreads = 1;

/** The sessions of artifacts. */
const sessions = new WeakMap();

/** The same as in the reference evaluator. */
const kink = {
  case: 'values/scores/matching(clip({ threshold: 1.5, amplitude: 1.7, rate: 0.3, center: 0.1 }))',
  size: 150_000,
  reason: 'the kink, 0.1 − 1.5/0.3, is no float64 number; next to it a loss is the square of a distance of 1e-7',
  reference: 'ARCHITECTURE.md, departure 2',
};

function subject(name, ort, precision) {
  const backend = { ...onnxBackend(precision), name };
  const run = async (artifact, inputs) => {
    checkHostInputs(artifact.program, inputs);
    if (!sessions.has(artifact)) sessions.set(artifact, await ort.InferenceSession.create(artifact.bytes));
    return resultsOf(await sessions.get(artifact).run(feedsOf(ort, artifact.inputs, inputs)));
  };
  const dispose = async (artifact) => {
    await sessions.get(artifact)?.release();
    sessions.delete(artifact);
  };
  return { backend, run, dispose, precision, knownDeviations: precision === 'float64' ? [kink] : [] };
}

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default ['float32', 'float64'].flatMap((precision) => [
  subject('onnxruntime-web (wasm)', web, precision),
  subject('onnxruntime-node (cpu)', node, precision),
]);
