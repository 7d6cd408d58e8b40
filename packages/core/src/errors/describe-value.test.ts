import { expect, test } from 'vitest';
import { exp, z } from '../expressions/index.js';
import { sinh } from '../links/sinh.js';
import { matching } from '../losses/matching.js';
import { describeValue } from './describe-value.js';
import { suggestOption } from './suggest-option.js';

const cycle: unknown[] = [];
cycle.push(cycle);

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [0.5, '0.5'],
  [12n, '12n'],
  ['mean', '"mean"'],
  [() => 1, 'a function'],
  [[1, 2], '[1,2]'],
  [cycle, 'a list'],
  [{ rate: 2 }, '{"rate":2}'],
  [Object.assign(Object.create(null), { rate: 2 }), '{"rate":2}'],
  ['x'.repeat(200), `"${'x'.repeat(59)}…`],
  [new Float32Array(2), 'a Float32Array'],
  [new Int32Array(2), 'an Int32Array'],
  [new Uint8Array(2), 'a Uint8Array'],
  [new ArrayBuffer(2), 'an ArrayBuffer'],
  [Promise.resolve(1), 'a Promise'],
  [sinh(), 'a link'],
  [matching(sinh()), 'a loss'],
  [exp(z), 'an expression'],
  [{ dataSync: () => [], shape: [1] }, 'a tensor of TensorFlow.js'],
  [{ dims: [1], type: 'float32', data: [1] }, 'a tensor of ONNX Runtime'],
])('case %# is described', (value, words) => {
  expect(describeValue(value)).toBe(words);
});

test.each<[unknown, readonly string[], string]>([
  ['mean', ['reduction', 'parameters'], "give { reduction: 'mean' }"],
  ['output', ['target'], "give { target: 'output' }"],
  ['divergence', ['form', 'target'], "give { form: 'divergence' }"],
  ['x', ['reduction', 'parameters'], 'give { reduction, parameters }'],
  [0.5, ['amplitude', 'rate', 'center'], 'give { rate: 0.5 }'],
  [3, ['exponent', 'amplitude', 'rate', 'center'], 'give { exponent: 3 }'],
  [[[0, 1]], ['knots', 'rate'], 'give { knots: [[0,1]] }'],
  [3, ['outputs', 'reduction'], 'give { outputs, reduction }'],
])('case %# in place of options is told what it was meant for', (value, known, advice) => {
  expect(suggestOption(value, known)).toBe(advice);
});
