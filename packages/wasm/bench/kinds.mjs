import { kernelRun } from './kernels.mjs';
import { pairs } from './textbook.mjs';
import { scores } from './tfjs.mjs';

const count = 2 ** 20;

function candidatesOf({ loss }) {
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const run = (options) => kernelRun(loss, predicted, target, [count], options);
  return {
    candidates: {
      kernel: run({ precision: 'float64' }),
      constants: run({ precision: 'float64', parameters: 'constants' }),
      'float32 arithmetic': run({ precision: 'float32' }),
    },
  };
}

/** Kernels of the same loss with other options. */
export const kinds = {
  name: 'kinds',
  title: 'kinds of kernels, 2^20 float32 scores, value, gradient and mean',
  ours: ['kernel', 'constants', 'float32 arithmetic'],
  ratios: [
    { of: 'constants', over: 'kernel' },
    { of: 'float32 arithmetic', over: 'kernel' },
  ],
  tasks: Object.fromEntries(Object.entries(pairs).map(([link, pair]) => [link, () => candidatesOf(pair)])),
};
