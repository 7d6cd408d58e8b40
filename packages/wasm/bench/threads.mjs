import { createKernelPool } from '../dist/index.js';
import { arithmeticAlone } from './calibrate.mjs';
import { kernelRun } from './kernels.mjs';
import { pairs } from './textbook.mjs';
import { scores } from './tfjs.mjs';

const count = 2 ** 20;

const shared = (values) => {
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
};

function candidatesOf({ loss }) {
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const [own, lent] = [
    { predicted, target },
    { predicted: shared(predicted), target: shared(target) },
  ];
  const pool = createKernelPool(loss, { threads: 2 });
  const [outputs, lentOutputs] = [{ gradient: new Float32Array(count) }, { gradient: shared(target) }];
  const candidates = {
    one: kernelRun(loss, predicted, target, [count]),
    two: () => pool.run(own, outputs),
    'two, shared arrays': () => pool.run(lent, lentOutputs),
  };
  return { candidates, dispose: () => pool.dispose() };
}

/** 1.7 times as fast. */
const bars = Object.keys(pairs).map((task) => ({ task, of: 'two', over: 'one', atMost: 0.588 }));

/** Time on the wall, since that is what a second thread is for. */
export const threads = {
  name: 'threads',
  title:
    'one thread and two, 2^20 float32 scores, value, gradient and mean; and arithmetic alone, without memory or messages',
  clock: 'wall',
  ours: ['one', 'two', 'two, shared arrays'],
  ratios: [
    { of: 'two', over: 'one' },
    { of: 'two, shared arrays', over: 'one' },
  ],
  bars,
  tasks: {
    ...Object.fromEntries(Object.entries(pairs).map(([link, pair]) => [link, () => candidatesOf(pair)])),
    'arithmetic alone': arithmeticAlone,
  },
};
