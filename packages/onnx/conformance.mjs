import { createHash } from 'node:crypto';
import { checkHostInputs, toFloat16 } from '@lossmith/core/backend';
import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import { onnxBackend } from './dist/backend.js';
import { inTurn } from './dist/in-turn.js';
import { compileOnnx, createKernel } from './dist/index.js';
import { feedsOf, resultsOf } from './dist/run-model.js';

web.env.wasm.numThreads = 1;

/** Threads that wait for work sleep: where they spin, a session that is made and run once takes 2.6 times the processor's time. */
const sleeping = { extra: { session: { intra_op: { allow_spinning: '0' } } } };

/** More idle sessions than that are not kept. */
const mostIdle = 100;
/** Sessions that saw more rows hold a large part of the runtime's memory. */
const mostRows = 100_000;

/**
 * Sessions, lent to one artifact at a time. One that is given back waits for the next artifact with the same bytes: making a
 * session takes ten times as long as most cases, and many cases have the same program.
 */
function sessionPool(ort, options) {
  const lent = new WeakMap();
  const idle = new Map();
  const keyOf = ({ bytes }) => createHash('sha1').update(bytes).digest('hex');
  return {
    async lend(artifact, examples) {
      const key = keyOf(artifact);
      if (!lent.has(artifact)) {
        const waiting = idle.get(key)?.pop();
        const made = () => inTurn(ort, () => ort.InferenceSession.create(artifact.bytes, options));
        lent.set(artifact, { key, examples: 0, session: waiting ?? made() });
      }
      const loan = lent.get(artifact);
      loan.examples = Math.max(loan.examples, examples);
      return loan.session;
    },
    async giveBack(artifact) {
      const loan = lent.get(artifact);
      if (loan === undefined) return;
      lent.delete(artifact);
      if (loan.examples > mostRows) return (await loan.session).release();
      const same = idle.get(loan.key) ?? [];
      // The last used stands last.
      idle.delete(loan.key);
      idle.set(loan.key, [...same, loan.session]);
      if (idle.size <= mostIdle) return;
      const [oldest, sessions] = idle.entries().next().value;
      idle.delete(oldest);
      for (const session of sessions) await (await session).release();
    },
  };
}

/** Data of the kit as the model takes them: labels as int64, masks as bool. */
function tensorOf(ort, { type }, { data, shape }) {
  if (type === 'int64') return new ort.Tensor(type, BigInt64Array.from(data, BigInt), shape);
  if (type === 'float16') {
    const { Float16Array } = globalThis;
    const bits = toFloat16('data', data);
    // A runtime that knows Float16Array takes nothing else.
    return new ort.Tensor(type, Float16Array === undefined ? bits : new Float16Array(bits.buffer), shape);
  }
  return new ort.Tensor(type, data, shape);
}

/** A model of a loss, over tensors of whatever shape. */
async function tensorLoss(ort, precision, loss, { reduction, weight, mask }) {
  const masks = mask === undefined ? false : mask === loss.axes ? true : 'examples';
  const { bytes, inputs } = compileOnnx(loss, { precision, reduction, weight, mask: masks });
  // Errors are what the kit waits for: they need no line each on the console.
  const session = await inTurn(ort, () =>
    ort.InferenceSession.create(bytes, { ...(ort === node ? sleeping : {}), logSeverityLevel: 4 }),
  );
  return {
    run: async (tensors) => {
      const feeds = inputs.map((port) => [port.name, tensorOf(ort, port, tensors[port.name])]);
      return resultsOf(await inTurn(ort, () => session.run(Object.fromEntries(feeds))));
    },
    dispose: () => session.release(),
  };
}

function subject(name, ort, precision, storage) {
  const backend = { ...onnxBackend(precision, storage), name };
  const options = ort === node ? sleeping : {};
  const pool = sessionPool(ort, options);
  const run = async (artifact, inputs) => {
    checkHostInputs(artifact.program, inputs);
    const session = await pool.lend(artifact, inputs.examples);
    const feeds = feedsOf(ort, artifact.inputs, inputs);
    return resultsOf(await inTurn(ort, () => session.run(feeds)));
  };
  const dispose = (artifact) => pool.giveBack(artifact);
  return {
    backend,
    run,
    dispose,
    precision,
    storage,
    compileTensorLoss: (loss, options) => tensorLoss(ort, storage ?? precision, loss, options),
    createKernel: (loss, given) =>
      createKernel(ort, loss, { ...given, session: options, precision: storage ?? precision }),
  };
}

/** Arithmetic and, where that is another, the kind of number outside. */
const kinds = [['float32'], ['float64'], ['float32', 'float16']];

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default kinds.flatMap((kind) => [
  subject('onnxruntime-web (wasm)', web, ...kind),
  subject('onnxruntime-node (cpu)', node, ...kind),
]);
