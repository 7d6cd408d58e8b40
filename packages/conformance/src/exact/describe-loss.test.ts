import { type LossSpec, links, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { describeLink, describeLoss, familyOf } from './describe-loss.js';

const { compositeSoftmax, matching, perClass, softmax } = losses;
const sum = links.sum([links.sinh({ rate: 0.5 }), links.identity()], { center: 1 });

test('a link is described as one would build it, its defaults left out', () => {
  expect(describeLink({ kind: 'sinh' })).toBe('sinh()');
  expect(describeLink({ kind: 'sinh', rate: 0.5, center: 3 })).toBe('sinh({ rate: 0.5, center: 3 })');
  expect(describeLink({ kind: 'power', exponent: 3 })).toBe('power({ exponent: 3 })');
  expect(describeLink({ kind: 'mirror', link: { kind: 'exp' } })).toBe('mirror(exp())');
  expect(
    describeLink(
      links.piecewiseLinear({
        knots: [
          [0, 0],
          [1, 2],
        ],
      }).spec,
    ),
  ).toMatch(/^piecewiseLinear\(\{ knots: \[\[0,0\],\[1,2\]\]/);
});

const described = (spec: unknown) => [describeLoss(spec as LossSpec), familyOf(spec as LossSpec)];

test('a loss is described by its text, and by its family without numbers', () => {
  const sinh = { kind: 'sinh', rate: 0.5 };
  expect(described({ kind: 'matching', link: sinh, target: 'score' })).toEqual([
    'matching(sinh({ rate: 0.5 }))',
    'matching sinh',
  ]);
  expect(described({ kind: 'matching', link: sinh, target: 'output' })).toEqual([
    'matching(sinh({ rate: 0.5 }), { target: "output" })',
    'matching sinh, output',
  ]);
  expect(described({ kind: 'softmax', target: 'label', temperature: 2 })).toEqual([
    'softmax({ temperature: 2, target: "label" })',
    'softmax, label',
  ]);
  expect(described({ kind: 'softmax' })).toEqual(['softmax()', 'softmax']);
  expect(described({ kind: 'compositeSoftmax', transform: { kind: 'exp' }, form: 'matching' })).toEqual([
    'compositeSoftmax(exp(), { form: "matching" })',
    'compositeSoftmax matching exp',
  ]);
});

test('a mirrored link is of a family of its own, a sum is one family', () => {
  const mirrored = { kind: 'mirror', link: { kind: 'mirror', link: { kind: 'exp' } } };
  expect(familyOf({ kind: 'matching', link: mirrored } as LossSpec)).toBe('matching mirrored mirrored exp');
  expect(familyOf(matching(sum).spec)).toBe('matching sum');
});

test('every kind of loss that core makes has a text of its own', () => {
  const made = [
    matching(links.exp()),
    matching(links.exp(), { target: 'output' }),
    matching(links.mirror(links.exp())),
    matching(sum),
    perClass(links.exp()),
    softmax(),
    softmax({ temperature: 2 }),
    softmax({ target: 'probability' }),
    compositeSoftmax(links.exp(), { form: 'matching' }),
    compositeSoftmax(links.exp(), { form: 'divergence' }),
  ];
  expect(new Set(made.map(({ spec }) => describeLoss(spec))).size).toBe(made.length);
  expect(made.map(({ spec }) => describeLoss(spec)).join()).not.toMatch(/undefined|\[object/);
});
