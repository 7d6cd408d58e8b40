import { kernelRun } from './kernels.mjs';
import { pairs } from './textbook.mjs';
import { scores } from './tfjs.mjs';

const count = 2 ** 20;

function candidatesOf({ loss }) {
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const run = (options) => kernelRun(loss, predicted, target, [count], options);
  return {
    candidates: {
      kernel: run({}),
      constants: run({ parameters: 'constants' }),
      'float64 arithmetic': run({ precision: 'float64' }),
    },
  };
}

/** Kernels of the same loss with other options. */
export const kinds = {
  name: 'kinds',
  title: 'kinds of kernels, 2^20 float32 scores, value, gradient and mean',
  ours: ['kernel', 'constants', 'float64 arithmetic'],
  ratios: [
    { of: 'constants', over: 'kernel' },
    { of: 'kernel', over: 'float64 arithmetic' },
  ],
  tasks: Object.fromEntries(Object.entries(pairs).map(([link, pair]) => [link, () => candidatesOf(pair)])),
};
