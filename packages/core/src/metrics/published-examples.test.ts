import { describe, expect, test } from 'vitest';
import { auc } from './auc.js';
import { averagePrecision } from './average-precision.js';
import { dcg } from './dcg.js';
import { kendallTau } from './kendall-tau.js';
import { ndcg } from './ndcg.js';

/** A number of which the documentation prints some digits and then dots: 0.69... */
const startsWith = (value: number, digits: string) =>
  expect(value.toString().startsWith(digits), `${value}`).toBe(true);

/** The examples in the documentation of scikit-learn's and scipy's functions, with the digits that stand there. */
describe('examples of scikit-learn and scipy', () => {
  const target = [[10, 0, 0, 1, 5]];
  const sure = [[0.1, 0.2, 0.3, 4, 70]];
  const poor = [[0.05, 1.1, 1, 0.5, 0]];
  const tied = [[1, 0, 0, 0, 1]];

  test('ndcg_score', () => {
    const linear = ndcg({ gain: 'linear' });
    startsWith(linear.evaluate({ predicted: sure, target }).mean, '0.69');
    startsWith(linear.evaluate({ predicted: poor, target }).mean, '0.49');
    startsWith(ndcg({ gain: 'linear', k: 4 }).evaluate({ predicted: poor, target }).mean, '0.35');
    expect(ndcg({ gain: 'linear', k: 4 }).evaluate({ predicted: target, target }).mean).toBe(1);
    startsWith(ndcg({ gain: 'linear', k: 1 }).evaluate({ predicted: tied, target }).mean, '0.75');
  });

  test('dcg_score', () => {
    startsWith(dcg({ gain: 'linear' }).evaluate({ predicted: sure, target }).mean, '9.49');
    startsWith(dcg({ gain: 'linear', k: 2 }).evaluate({ predicted: sure, target }).mean, '5.63');
    expect(dcg({ gain: 'linear', k: 1 }).evaluate({ predicted: tied, target }).mean).toBe(7.5);
  });

  test('average_precision_score and roc_auc_score', () => {
    const list = { predicted: [0.1, 0.4, 0.35, 0.8], target: [0, 0, 1, 1] };
    startsWith(averagePrecision().evaluate(list).mean, '0.83');
    expect(auc().evaluate(list).mean).toBe(0.75);
  });

  test('kendalltau', () => {
    const list = { predicted: [12, 2, 1, 12, 2], target: [1, 4, 7, 1, 0] };
    expect(kendallTau().evaluate(list).mean).toBeCloseTo(-0.47140452079103173, 15);
  });

  test('ndcg_metric of rax, whose gains are 2^t − 1', () => {
    const list = { predicted: [2, 1, 3], target: [2, 0, 1] };
    expect(ndcg().evaluate(list).mean).toBeCloseTo(0.79670763, 7);
  });
});
