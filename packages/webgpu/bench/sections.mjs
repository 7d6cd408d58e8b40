import { createKernel, links, losses } from '../dist/index.js';
import { moveKernel, textbookKernel } from './hand-written.mjs';
import { tfjsOn } from './tfjs.mjs';

const count = 2 ** 20;
const usage = 0x80 | 0x8 | 0x4; // GPUBufferUsage.STORAGE | COPY_DST | COPY_SRC
const scores = (shift) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 1.7 + shift));
const [predicted, target] = [scores(0), scores(0.4)];

function buffersOn(device) {
  const bufferOf = (contents) => {
    const buffer = device.createBuffer({ size: contents.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, contents);
    return buffer;
  };
  const empty = (size) => device.createBuffer({ size, usage });
  return {
    predicted: bufferOf(predicted),
    target: bufferOf(target),
    gradient: empty(4 * count),
    loss: empty(4),
    partials: empty(4096),
  };
}

/** A kernel on buffers of the device, until the device is done. */
const encodedOn =
  (device, { partials: _, ...buffers }) =>
  (kernel, shape) =>
  () => {
    const encoder = device.createCommandEncoder();
    kernel.encode(encoder, { ...buffers, shape });
    device.queue.submit([encoder.finish()]);
    return device.queue.onSubmittedWorkDone();
  };

/** Value and gradient of a textbook formula under automatic differentiation, on tensors that lie on the device. */
const differentiatedBy = (tf, device) => (formula, shape) => {
  const [yPred, yTrue] = [tf.tensor(predicted, shape), tf.tensor(target, shape)];
  return async () => {
    const { value, grad } = tf.valueAndGrad((y) => tf.tidy(() => formula(yTrue, y)))(yPred);
    await value.data();
    await device.queue.onSubmittedWorkDone();
    tf.dispose([value, grad]);
  };
};

const sinhFormula = (tf) => (yTrue, yPred) => {
  const [u, v] = [tf.mul(yPred, 0.5), tf.mul(yTrue, 0.5)];
  const gap = tf.sub(tf.sub(tf.cosh(u), tf.cosh(v)), tf.mul(tf.sub(u, v), tf.sinh(v)));
  return tf.mean(tf.mul(gap, 2));
};

/** KL(softmax(e^{s/2}) ‖ softmax(e^{ŝ/2})). */
const softmaxFormula = (tf) => (yTrue, yPred) => {
  const [u, v] = [tf.logSoftmax(tf.exp(tf.mul(yPred, 0.5))), tf.logSoftmax(tf.exp(tf.mul(yTrue, 0.5)))];
  return tf.mean(tf.sum(tf.mul(tf.exp(v), tf.sub(v, u)), -1));
};

/** Time on the wall, until the device is done: a device's work is no CPU time of this process. */
export async function sectionsOn(gpu, adapter) {
  const requiredFeatures = ['subgroups'].filter((name) => adapter.features.has(name));
  const device = await adapter.requestDevice({ requiredFeatures });
  const tf = await tfjsOn(gpu, device, adapter.info);
  const buffers = buffersOn(device);
  const [encoded, differentiated] = [encodedOn(device, buffers), differentiatedBy(tf, device)];
  const raw = [buffers.predicted, buffers.target, buffers.gradient, buffers.partials];

  /** A loss with its parameters open, and as constants. */
  async function ours(loss, shape) {
    return {
      kernel: encoded(await createKernel(device, loss), shape),
      constants: encoded(await createKernel(device, loss, { parameters: 'constants' }), shape),
    };
  }

  const sinh = async () => ({
    candidates: {
      ...(await ours(losses.matching(links.sinh({ rate: 0.5 })), [count])),
      'as typed in tfjs': differentiated(sinhFormula(tf), [count]),
      'written by hand': textbookKernel(device, raw),
      'data moved': moveKernel(device, raw),
    },
  });
  const items = 32_768;
  const shape = [count / items, items];
  const rows = async () => ({
    candidates: {
      ...(await ours(losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'divergence' }), shape)),
      'as typed in tfjs': differentiated(softmaxFormula(tf), shape),
      'data moved': moveKernel(device, raw),
    },
  });

  return [
    {
      name: 'scores',
      title: '2^20 scores, loss, gradient and mean, on buffers of the device',
      clock: 'wall',
      ours: ['kernel', 'constants'],
      others: ['as typed in tfjs', 'written by hand', 'data moved'],
      ratios: [
        { of: 'constants', over: 'as typed in tfjs' },
        { of: 'constants', over: 'written by hand' },
        { of: 'kernel', over: 'constants' },
        { of: 'data moved', over: 'constants' },
      ],
      bars: [
        { of: 'constants', over: 'as typed in tfjs', atMost: 0.25 },
        { of: 'constants', over: 'written by hand', atMost: 1.5 },
        { of: 'kernel', over: 'constants', atMost: 1.1 },
      ],
      tasks: { sinh },
    },
    {
      name: 'rows',
      title:
        'rows of 32,768 classes, 2^20 scores, composite Softmax, loss, gradient and mean, on buffers of the device',
      clock: 'wall',
      ours: ['kernel', 'constants'],
      others: ['as typed in tfjs', 'data moved'],
      ratios: [
        { of: 'constants', over: 'as typed in tfjs' },
        { of: 'kernel', over: 'constants' },
        { of: 'data moved', over: 'constants' },
      ],
      bars: [{ of: 'constants', over: 'as typed in tfjs', atMost: 0.4 }],
      tasks: { 'composite Softmax': rows },
    },
  ];
}
