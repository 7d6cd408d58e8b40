import { evaluate } from '@lossmith/wasm';
import { expect, test } from 'vitest';
import { contenders, STRENGTHS } from './contenders.js';
import { surveyOf } from './survey.js';
import { loadTerrain } from './terrain.js';

const survey = surveyOf(loadTerrain(), 1);
const target = Array.from(survey.scores);
const graded = contenders.filter((contender) => contender.graded);

const curvatures = (id: string, strength: number) => {
  const { lossAt } = contenders.find((contender) => contender.id === id)!;
  return evaluate(lossAt(strength, survey), { predicted: target, target }).hessian;
};

test.each(graded.flatMap(({ id }) => STRENGTHS.map((strength) => [id, strength] as const)))(
  'the mean curvature of %s at strength %d is that of squared error at the surveyed points',
  (id, strength) => {
    const all = curvatures(id, strength);
    expect(all.reduce((sum, value) => sum + value, 0) / all.length).toBeCloseTo(1, 8);
  },
);

test('all exponential losses agree near the optimum, whatever the strength', () => {
  for (const strength of STRENGTHS) {
    const reference = curvatures('exp', strength);
    for (const id of ['target', 'larger', 'linkSquared']) {
      curvatures(id, strength).forEach((value, k) => {
        expect(value / reference[k]!).toBeCloseTo(1, 8);
      });
    }
  }
});

test('a standard deviation higher matters e^a times as much to the exponential ones', () => {
  const { lossAt } = contenders.find(({ id }) => id === 'exp')!;
  const scores = [0, 1];
  const [low, high] = evaluate(lossAt(3, survey), { predicted: scores, target: scores }).hessian;
  expect(high! / low!).toBeCloseTo(Math.exp(3), 8);
});

test('what lies in the region matters e^a times as much to the fromSensitivity link', () => {
  const { lossAt } = contenders.find(({ id }) => id === 'region')!;
  const scores = [survey.edge - 0.3, survey.edge + 0.3];
  const [below, above] = evaluate(lossAt(4, survey), { predicted: scores, target: scores }).hessian;
  expect(above! / below!).toBeCloseTo(Math.exp(4), 8);
});
