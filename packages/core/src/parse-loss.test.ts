import { describe, expect, test } from 'vitest';
import { LossmithSpecError } from './errors/errors.js';
import { parseLoss } from './parse-loss.js';

const sigmoid = { kind: 'sigmoid' };
const withLink = (link: unknown) => ({ kind: 'matching', link });
const nested = (depth: number) => {
  let link: unknown = sigmoid;
  for (let k = 0; k < depth; k += 1) link = { kind: 'mirror', link };
  return withLink(link);
};

const cycle: unknown[] = [];
cycle.push(cycle);

describe('parseLoss', () => {
  test('reads text and values, with or without a version', () => {
    const value = {
      version: 1,
      kind: 'matching',
      target: 'score',
      link: { kind: 'sinh', amplitude: 1, rate: 0.5, center: 3 },
    };
    expect(parseLoss(JSON.stringify(value))).toEqual(parseLoss(value));
    expect(parseLoss(value).spec).toEqual({ kind: 'matching', target: 'score', link: value.link });
    expect(parseLoss(nested(31)).spec.kind).toBe('matching');
  });

  const faults: readonly [string, unknown, string][] = [
    ['no JSON', '{"kind": ', 'not JSON'],
    ['a huge text', ' '.repeat(2 ** 20 + 1), 'more than 1 MiB'],
    ['null', null, 'must be an object, got null'],
    ['an array', [], 'must be an object'],
    ['an unknown loss', { kind: 'hinge' }, 'kind: must be one of "matching"'],
    ['an unknown version', { version: 2, ...withLink(sigmoid) }, 'version: 2 is unknown'],
    ['an unknown key', { ...withLink(sigmoid), rate: 2 }, 'unknown key "rate"'],
    ['a missing link', { kind: 'matching' }, 'link: is missing'],
    ['a missing form', { kind: 'compositeSoftmax', transform: sigmoid }, 'form: is missing'],
    ['a wrong form', { kind: 'compositeSoftmax', transform: sigmoid, form: 'x' }, 'form: must be one of'],
    ['an unknown link', withLink({ kind: 'constructor' }), 'link.kind: must be one of'],
    ['a link of another type', withLink('sigmoid'), 'link: must be an object, got "sigmoid"'],
    ['null for a link', withLink(null), 'link: must be an object, got null'],
    ['an unknown key of a link', withLink({ kind: 'sigmoid', rat: 2 }), 'link: unknown key "rat"'],
    ['a rate of 0', withLink({ kind: 'sigmoid', rate: 0 }), 'link.rate: must be greater than 0, got 0'],
    ['a rate in text', withLink({ kind: 'sigmoid', rate: '1' }), 'link.rate: must be a finite number, got "1"'],
    ['NaN as text', '{"kind":"matching","link":{"kind":"sigmoid","rate":NaN}}', 'not JSON'],
    [
      'a number out of range',
      '{"kind":"matching","link":{"kind":"sigmoid","center":1e999}}',
      'link.center: must be a finite number, got Infinity',
    ],
    ['a missing exponent', withLink({ kind: 'power' }), 'link.exponent: is missing'],
    ['a negative threshold', withLink({ kind: 'clip', threshold: -1 }), 'link.threshold: must be greater than 0'],
    ['an empty sum', withLink({ kind: 'sum', links: [] }), 'link.links: has 0 entries'],
    [
      'a fault deep inside',
      withLink({ kind: 'sum', links: [sigmoid, { kind: 'mirror', link: { kind: 'exp', amplitude: -1 } }] }),
      'link.links[1].link.amplitude: must be greater than 0',
    ],
    ['one knot', withLink({ kind: 'piecewiseLinear', knots: [[0, 0]] }), 'link.knots: has 1 entries'],
    [
      'unordered knots',
      withLink({
        kind: 'monotoneCubic',
        knots: [
          [0, 0],
          [0, 1],
        ],
      }),
      'link.knots[1][0]: 0 does not come after 0',
    ],
    [
      'falling knots',
      withLink({
        kind: 'piecewiseLinear',
        knots: [
          [0, 1],
          [2, 0],
        ],
      }),
      'link.knots: the link decreases at z = 1, where its slope is -0.5',
    ],
    ['regions of nothing', withLink({ kind: 'fromSensitivity', regions: [] }), 'link.regions: no score would matter'],
    [
      'a region the wrong way round',
      withLink({ kind: 'fromSensitivity', regions: [{ from: 2, to: 1, gain: 1 }] }),
      'link.regions[0]: from = 2 is not below to = 1',
    ],
    [
      'a region without gain',
      withLink({ kind: 'fromSensitivity', regions: [{ from: 2 }] }),
      'link.regions[0].gain: is missing; it must be a finite number',
    ],
    ['an unknown operation', withLink({ kind: 'custom', h: ['eval', 'z'] }), 'link.h[0]: unknown operation "eval"'],
    ['too few arguments', withLink({ kind: 'custom', h: ['add', 'z'] }), 'link.h: add takes 2 arguments, got 1'],
    [
      'a custom link that falls',
      withLink({ kind: 'custom', h: ['negate', 'z'] }),
      'link.h: the link decreases at z = 0, where its slope is -1',
    ],
    [
      'a concave transform',
      {
        kind: 'compositeSoftmax',
        form: 'matching',
        transform: { kind: 'sum', links: [{ kind: 'exp' }, { kind: 'tanh' }] },
      },
      'transform: sum(exp, tanh) is not known to be convex',
    ],
    [
      'labels in the matching form',
      { kind: 'compositeSoftmax', form: 'matching', target: 'label', transform: { kind: 'exp' } },
      "the matching form takes 'score' only",
    ],
    ['a temperature of 0', { kind: 'softmax', temperature: 0 }, 'temperature: must be greater than 0'],
    ['33 levels', nested(33), 'nested more than 32 levels deep'],
    ['100,000 levels', nested(100_000), 'nested more than 32 levels deep'],
    [
      '100,000 levels of text',
      `${'{"kind":"mirror","link":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
      'nested more than 32 levels deep',
    ],
    ['text that is all brackets', '['.repeat(50_000) + ']'.repeat(50_000), 'nested more than 32 levels deep'],
    ['a cycle of lists', { kind: 'softmax', temperature: cycle }, 'nested more than 32 levels deep'],
    ['a BigInt', { kind: 'softmax', temperature: 1n }, 'temperature: must be a finite number, got 1'],
    [
      'knots of three numbers',
      withLink({
        kind: 'piecewiseLinear',
        knots: [
          [0, 0],
          [1, 2, 3],
        ],
      }),
      'link.knots[1]: has 3 entries',
    ],
    ['one way of two', withLink({ kind: 'custom', h: ['byPrecision', 'z'] }), 'byPrecision takes 2 arguments, got 1'],
    [
      'too many knots',
      withLink({ kind: 'piecewiseLinear', knots: Array.from({ length: 10_001 }, (_, k) => [k, k]) }),
      'more than 10000 nodes or knots',
    ],
    [
      'too many links',
      withLink({
        kind: 'sum',
        links: Array.from({ length: 200 }, () => ({ kind: 'sum', links: Array.from({ length: 60 }, () => sigmoid) })),
      }),
      'more than 10000 nodes or knots',
    ],
  ];

  test.each(faults)('explains %s', (_, value, message) => {
    expect(() => parseLoss(value)).toThrow(message);
    expect(() => parseLoss(value)).toThrow(/; ./);
  });

  test('never lets __proto__ through, nor pollutes', () => {
    const text = '{"kind":"matching","link":{"kind":"sigmoid","__proto__":{"rate":5}}}';
    expect(() => parseLoss(text)).toThrow('unknown key "__proto__"');
    expect(() => parseLoss('{"__proto__":{"kind":"softmax"}}')).toThrow(LossmithSpecError);
    expect(({} as { rate?: number }).rate).toBeUndefined();
  });

  test('a cycle ends in an error', () => {
    const link: { kind: string; link?: unknown } = { kind: 'mirror' };
    link.link = link;
    expect(() => parseLoss(withLink(link))).toThrow('nested more than 32 levels deep');
  });

  test('10,000 knots are read', () => {
    const knots = Array.from({ length: 10_000 }, (_, k) => [k, k]);
    expect(parseLoss(withLink({ kind: 'piecewiseLinear', knots })).spec.kind).toBe('matching');
  });
});
