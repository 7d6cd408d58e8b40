import { expect, test } from 'vitest';
import { evaluate, type Link, links, losses } from '../index.js';
import { describe } from './describe.js';
import { normalise } from './normalise.js';

const scores = Array.from({ length: 200 }, (_, k) => (k % 100) / 10);

const all: readonly Link[] = [
  links.exp(),
  links.sinh({ rate: 0.25, center: 3, amplitude: 7 }),
  links.sum([links.identity(), links.exp({ amplitude: 5 })]),
  links.mirror(links.softplus({ rate: 2 })),
  links.fromSensitivity({ floor: 2, regions: [{ from: 5, gain: 8, softness: 1 }] }),
  links.monotoneCubic({
    knots: [
      [0, 0],
      [4, 1],
      [9, 20],
    ],
  }),
];

test.each(all)('the mean sensitivity becomes 1, the shape stays: %#', (link) => {
  const made = normalise(link, scores);
  const [before, after] = [describe(link, scores), describe(made, scores)];
  expect(after.sensitivity.mean).toBeCloseTo(1, 12);
  expect(made.spec.kind).toBe(link.spec.kind);
  expect(after.sensitivity.max / after.sensitivity.min).toBeCloseTo(before.sensitivity.max / before.sensitivity.min, 8);
  expect(after.hMean).toBeCloseTo(before.hMean, 8);
});

test('a step of gradient descent that suits squared error does not diverge with exp on targets up to 10', () => {
  const train = (link: ReturnType<typeof links.exp>) => {
    const loss = losses.matching(link);
    let constant = 0;
    for (let step = 0; step < 500; step += 1) {
      const { gradient } = evaluate(
        loss,
        { predicted: scores.map(() => constant), target: scores },
        { reduction: 'mean' },
      );
      constant -= 0.1 * gradient.reduce((sum, value) => sum + value, 0);
    }
    return constant;
  };
  expect(Math.abs(train(links.exp()))).not.toBeLessThan(100);
  const normal = normalise(links.exp(), scores);
  expect(train(normal)).toBeCloseTo(describe(normal, scores).hMean, 6);
});

test('a link that is flat at all scores cannot be made normal', () => {
  expect(() => normalise(links.fromSensitivity({ regions: [{ from: 20, gain: 1 }] }), scores)).toThrow(
    'scores lie where the link is flat; place it over them: suggestLink does',
  );
});
