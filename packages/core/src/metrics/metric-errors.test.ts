import { describe, expect, test } from 'vitest';
import { links } from '../index.js';
import * as metrics from '../metrics.js';

// biome-ignore lint/suspicious/noExplicitAny: types would refuse these calls
const any = (value: unknown): any => value;
const list = { predicted: [[2, 1]], target: [[1, 0]] };

const refused: readonly [call: string, run: () => unknown, name: string, message: string][] = [
  ['no inputs', () => any(metrics.ndcg()).evaluate(), 'LossmithInputError', 'inputs are missing; give { predicted'],
  ['an unknown input', () => metrics.ndcg().evaluate(any({ ...list, labels: [] })), 'LossmithOptionError', 'labels'],
  ['no target', () => metrics.ndcg().evaluate(any({ predicted: [1] })), 'LossmithInputError', 'target is missing'],
  [
    'a target of another shape',
    () => metrics.ndcg().evaluate({ predicted: [[2, 1]], target: [1, 0] }),
    'LossmithShapeError',
    'target has shape [2], but [1, 2] is needed',
  ],
  [
    'weights per item for lists',
    () => metrics.ndcg().evaluate({ ...list, weight: [[1, 1]] }),
    'LossmithShapeError',
    'weight has shape [1, 2], but [1] is needed',
  ],
  [
    'a negative weight',
    () => metrics.ndcg().evaluate({ ...list, weight: [-1] }),
    'LossmithValueError',
    'weight[0] = -1: not a finite number ≥ 0',
  ],
  [
    'no items',
    () => metrics.ndcg().evaluate({ predicted: [], target: [] }),
    'LossmithShapeError',
    'give items on the last axis',
  ],
  [
    'a NaN',
    () =>
      metrics.auc().evaluate({
        predicted: [
          [0, 1],
          [2, Number.NaN],
        ],
        target: [
          [0, 1],
          [0, 1],
        ],
      }),
    'LossmithValueError',
    'predicted[3] = NaN: cannot be ranked; correct it, or leave it out by the mask',
  ],
  [
    'a negative gain',
    () =>
      metrics.ndcg().evaluate({
        predicted: [
          [0, 1],
          [0, 1],
        ],
        target: [
          [0, 1],
          [-1, 1],
        ],
        mask: [
          [0, 1],
          [1, 1],
        ],
      }),
    'LossmithValueError',
    'target[2] = -1: its gain is -0.5, and gains are finite numbers ≥ 0; leave padding out by the mask',
  ],
  [
    'a gain that overflows',
    () => metrics.dcg().evaluate({ predicted: [1], target: [1024] }),
    'LossmithValueError',
    'target[0] = 1024: its gain is Infinity',
  ],
  ['k = 0', () => metrics.recall({ k: 0 }), 'LossmithOptionError', 'option k: must be a whole number ≥ 1, got 0'],
  ['a gain unknown', () => metrics.dcg({ gain: any('log') }), 'LossmithOptionError', 'option gain: "log" is unknown'],
  ['an option unknown', () => metrics.auc(any({ k: 3 })), 'LossmithOptionError', 'known here: relevantFrom, empty'],
  ['no options', () => any(metrics).ndcg(10), 'LossmithOptionError', 'options: must be an object, got 10'],
  ['empty', () => metrics.auc({ empty: any('zero') }), 'LossmithOptionError', 'option empty: cannot be "zero"'],
  [
    'relevantFrom',
    () => metrics.auc({ relevantFrom: Number.NaN }),
    'LossmithOptionError',
    'option relevantFrom: cannot be NaN; give a number',
  ],
  [
    'edges out of order',
    () => metrics.regionError({ edges: [1, 1] }),
    'LossmithOptionError',
    'option edges: 1 is not above the edge before it, or not finite; sort them',
  ],
  ['by', () => metrics.regionError({ by: any('score') }), 'LossmithOptionError', 'option by: "score" is unknown'],
  [
    'an infinite score in regions',
    () => metrics.regionError().evaluate({ predicted: [0, Infinity], target: [0, 0] }),
    'LossmithValueError',
    'predicted[1] = Infinity: not finite',
  ],
  ['no link', () => any(metrics).calibration({}), 'LossmithSpecError', 'link: is missing'],
  [
    'targets of another kind',
    () => metrics.calibration({ link: links.exp(), target: any('label') }),
    'LossmithOptionError',
    'option target: "label" is unknown',
  ],
  [
    'a link that overflows',
    () => metrics.calibration({ link: links.exp() }).evaluate({ predicted: [1, 800], target: [1, 1] }),
    'LossmithValueError',
    'predicted[1] = 800: the output of the link is Infinity there',
  ],
  [
    'sums of another metric',
    () =>
      metrics
        .ndcg()
        .accumulate()
        .merge(metrics.ndcg({ k: 2 }).accumulate().sums),
    'LossmithInputError',
    'sums are of ndcg {"k":2}, not of ndcg',
  ],
  [
    'no sums',
    () => any(metrics.ndcg().accumulate()).merge(),
    'LossmithInputError',
    'sums are undefined; give the sums',
  ],
  [
    'lambda weights of NaN',
    () => metrics.lambdaWeights([1, Number.NaN], [1, 0]),
    'LossmithValueError',
    'predicted[1] = NaN',
  ],
  [
    'lambda weights without targets',
    () => any(metrics).lambdaWeights([1, 2]),
    'LossmithInputError',
    'target is missing',
  ],
];

describe('what cannot be is refused by name', () => {
  test.each(refused)('%s', (_, run, name, message) => {
    expect(run).toThrow(expect.objectContaining({ name, message: expect.stringContaining(message) }));
  });

  test('what is refused adds nothing', () => {
    const total = metrics.ndcg().accumulate();
    total.add(list);
    expect(() =>
      total.add({
        predicted: [
          [1, 2],
          [1, Number.NaN],
        ],
        target: [
          [1, 0],
          [1, 0],
        ],
      }),
    ).toThrow('predicted[3]');
    expect(total.result).toEqual({ mean: 1, counted: 1, skipped: 0 });
  });
});
