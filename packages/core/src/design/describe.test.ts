import { expect, describe as group, test } from 'vitest';
import { evaluateLink, links, losses } from '../index.js';
import { describe } from './describe.js';
import { formatDescription } from './format-description.js';

const scores = Array.from({ length: 101 }, (_, k) => k / 10 - 5);

group('describe', () => {
  test('squared error treats all scores alike', () => {
    const described = describe(losses.matching(links.identity()), scores, { important: { from: 0 } });
    expect(described.sensitivity).toEqual({ mean: 1, min: 1, max: 1, steepest: -5 });
    expect(described.effectiveScores).toBeCloseTo(101, 12);
    expect(described.mean).toBeCloseTo(0, 14);
    expect(described.hMean).toBeCloseTo(described.mean, 12);
    expect(described.important).toMatchObject({ scores: 51 / 101, emphasis: 1 });
    expect(described.important?.curvature).toBeCloseTo(51 / 101, 14);
    expect(described.warnings).toEqual([]);
  });

  test('exp by hand: shares inside, h-mean, argument', () => {
    const few = [0, Math.log(2), Math.log(3)];
    const described = describe(links.exp(), [few[2], few[0], few[1]] as number[], { important: { from: 0.5 } });
    expect(described.sensitivity.mean).toBeCloseTo(2, 14);
    expect(described.sensitivity).toMatchObject({ min: 1, steepest: few[2] });
    expect(described.hMean).toBeCloseTo(Math.log(2), 12);
    expect(described.effectiveScores).toBeCloseTo(36 / 14, 12);
    expect(described.argument).toEqual([0, few[2]]);
    expect(described.important?.curvature).toBeCloseTo(5 / 6, 14);
    // c = log 2: |2 − 1|, |2 − 2| and |2 − 3|.
    expect(described.important?.gradient).toBeCloseTo(0.5, 14);
    expect(described.important?.emphasis).toBeCloseTo(2.5, 14);
  });

  test('the sensitivity is the curvature of the loss at its target', () => {
    const link = links.sinh({ rate: 0.5, center: 1 });
    const { sensitivity } = describe(link, scores);
    const at = evaluateLink(link, scores).sensitivity;
    expect(sensitivity.mean).toBeCloseTo(at.reduce((sum, x) => sum + x, 0) / at.length, 12);
    expect(sensitivity.max).toBe(Math.max(...at));
  });

  test('a quantile is the region of the highest scores', () => {
    const { important } = describe(links.identity(), scores, { important: { quantile: 0.9 } });
    expect(important).toMatchObject({ from: 4, to: Infinity, scores: 11 / 101 });
  });

  test('warns where the link is flat, says where, and how much is lost', () => {
    const link = links.fromSensitivity({ regions: [{ from: 1, to: 2, gain: 1 }] });
    const { flat, warnings } = describe(link, scores);
    expect(flat.map(({ from, to }) => [from, to])).toEqual([
      [-5, scores[59]],
      [2, 5],
    ]);
    expect(flat[0]?.scores).toBeCloseTo(60 / 101, 12);
    expect(warnings.filter((warning) => /^the link is flat from/.test(warning))).toHaveLength(2);
    expect(describe(links.fromSensitivity({ regions: [{ from: 8, gain: 1 }] }), scores).warnings).toEqual([
      expect.stringMatching(/flat at every score/),
    ]);
  });

  test('warns of exp on scores up to 10: the learning rate, and the few scores that decide', () => {
    const { warnings } = describe(
      links.exp(),
      Array.from({ length: 1001 }, (_, k) => k / 100),
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^the link is flat from 0 to 0\.79 \(8 % of the scores\)/),
      expect.stringMatching(/^the mean sensitivity is 2210, that of squared error 1: divide the learning rate by it/),
    ]);
    const { warnings: steep } = describe(
      links.exp({ rate: 20 }),
      Array.from({ length: 1001 }, (_, k) => k / 100),
    );
    expect(steep.some((warning) => /scores decide/.test(warning))).toBe(true);
  });

  test('for people', () => {
    const text = formatDescription(describe(links.exp({ rate: 0.5 }), scores, { important: { quantile: 0.9 } }));
    expect(text.split('\n')).toEqual([
      '101 scores from -5 to 5, median 0',
      'sensitivity: mean 1.23, from 0.041 to 6.09 at score 5',
      'best constant: 1.8 (squared error: 0)',
      'as if 39.5 of 101 scores counted, all alike',
      'rate·(score − center): -2.5 to 2.5',
      'important: scores from 4 on, 10.9 % of them',
      '  have 42.6 % of the curvature and 32.6 % of the gradient',
      '  an error there counts 6.07 times one elsewhere',
    ]);
  });

  test.each([
    [-9, '  no score lies elsewhere: nothing can be compared'],
    [9, '  no score lies there: nothing can be compared'],
  ])('for people, where all scores lie on one side of %d', (from, line) => {
    const text = formatDescription(describe(links.exp({ rate: 0.5 }), scores, { important: { from } }));
    expect(text.split('\n')).toContain(line);
    expect(text).not.toContain('NaN');
  });

  test.each([
    ['no scores', () => describe(links.exp(), []), 'scores holds no score; give at least one'],
    ['NaN', () => describe(links.exp(), [1, Number.NaN]), 'scores[1] = NaN: not finite'],
    ['overflow', () => describe(links.exp(), [1, 800]), 'there the link is Infinity'],
    ['a loss of rows', () => describe(losses.softmax(), [1]), 'no loss of scores one by one; describe its link'],
    ['no link', () => describe(5 as never, [1]), 'link: is 5, not a link'],
    ['an unknown option', () => describe(links.exp(), [1], { region: {} } as never), 'option region: is unknown'],
    ['an empty region', () => describe(links.exp(), [1], { important: {} as never }), 'important: says nothing'],
    ['edges exchanged', () => describe(links.exp(), [1], { important: { from: 2, to: 1 } }), 'exchange them'],
    ['a quantile of 90', () => describe(links.exp(), [1], { important: { quantile: 90 } }), 'give 0.9 for the highest'],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
