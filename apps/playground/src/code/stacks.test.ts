import * as lossmith from '@lossmith/core';
import { evaluate, type Loss, type LossSpec, parseLoss } from '@lossmith/core';
import { expect, test } from 'vitest';
import { initialState, type State } from '../state/state.js';
import { lossCode } from './builders.js';
import { stackCode } from './stacks.js';
import { takenExample, takenSpec } from './take.js';

/** What a builder's code makes. */
async function built(code: string) {
  const address = `data:text/javascript,${encodeURIComponent(`export default ({ links, losses }) => ${code};`)}`;
  const module = (await import(/* @vite-ignore */ address)) as { readonly default: (core: object) => Loss };
  return module.default(lossmith);
}

const specs: readonly LossSpec[] = [
  { kind: 'matching', target: 'score', link: { kind: 'exp', rate: 0.8 } },
  {
    kind: 'matching',
    target: 'score',
    link: {
      kind: 'sum',
      amplitude: 2,
      links: [
        { kind: 'identity', amplitude: 0.1 },
        { kind: 'mirror', link: { kind: 'softplus', rate: 3, center: -1 } },
        { kind: 'clip', threshold: 2 },
        {
          kind: 'monotoneCubic',
          knots: [
            [0, 0],
            [1, 3],
          ],
        },
        {
          kind: 'fromSensitivity',
          floor: 0.1,
          regions: [
            { from: 0, gain: 2, softness: 0.5 },
            { to: -1, gain: 1 },
          ],
        },
      ],
    },
  },
  { kind: 'softmax', temperature: 2, target: 'score' },
  { kind: 'pairwise', target: 'score', order: 'both', link: { kind: 'tanh' } },
  {
    kind: 'compositeSoftmax',
    form: 'matching',
    temperature: 1,
    target: 'score',
    transform: { kind: 'exp', rate: 0.5 },
  },
];

test('the code of a loss builds that loss', async () => {
  for (const spec of specs) expect((await built(lossCode(spec))).spec).toEqual(parseLoss(spec).spec);
});

test('the code is what one would write', () => {
  expect(stackCode('wasm', takenSpec(initialState), { predicted: [1, 2], target: [0, 2], isRow: false })).toBe(
    `import { createKernel, links, losses } from '@lossmith/wasm';

const designed = losses.matching(links.exp({ rate: 0.8 }));
const predicted = [1, 2];
const target = [0, 2];

const kernel = createKernel(designed);
const { loss, gradient } = kernel.run({ predicted, target });
kernel.dispose();
console.log(JSON.stringify({ loss: loss[0], gradient: Array.from(gradient) }));
`,
  );
});

test('examples are scores of the reader, or the row', () => {
  const own: State = { ...initialState, scores: { kind: 'own', values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } };
  expect(takenExample(own)).toEqual({ predicted: [3, 6, 8.5], target: [1, 5, 9.5], isRow: false });
  const row: State = { ...initialState, take: 'row' };
  expect(takenExample(row)).toEqual({ ...{ predicted: row.row.predicted, target: row.row.target }, isRow: true });
  const { predicted, target } = takenExample(row);
  expect(evaluate(parseLoss(takenSpec(row)), { predicted: [predicted], target: [target] }).loss[0]).toBeGreaterThan(0);
});
