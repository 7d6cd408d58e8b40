import { join } from 'node:path';
import { links, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { plotLoss } from './plot-loss.js';

const exp = losses.matching(links.exp({ rate: 0.8 }));
const titlesOf = (svg: string) => [...svg.matchAll(/font-weight="600">([^<]+)</g)].map(([, title]) => title).slice(1);

test("README's picture is what is drawn", async () => {
  const svg = plotLoss(exp, { from: -1, to: 4, targets: [0, 3] });
  await expect(svg).toMatchFileSnapshot(join(import.meta.dirname, '../../loss.svg'));
});

test('the curves are those of the loss: it is least at its target', () => {
  const svg = plotLoss(exp, { from: -1, to: 4, targets: [3] });
  const lines = [...svg.matchAll(/<path stroke="#0072b2"[^>]* d="M([^"]+)"|d="M([\d.,L-]+)"/g)].map(
    (match) => match[1] ?? match[2],
  );
  const paths = lines.filter((line): line is string => line !== undefined && line.split('L').length === 241);
  expect(paths).toHaveLength(4);
  const loss = (paths[2] as string).split('L').map((point) => Number(point.split(',')[1]));
  // Downwards is larger; 3 is four fifths of the way.
  expect(loss.indexOf(Math.max(...loss))).toBe(192);
});

test('what has a link or a transform and no single score has these alone', () => {
  expect(titlesOf(plotLoss(losses.pairwise(links.sinh())))).toEqual([
    'Sensitivity of the link',
    'Link, less its value at −4',
  ]);
  const both = losses.preference(links.sinh(), { transform: links.exp() });
  expect(titlesOf(plotLoss(both))).toHaveLength(4);
});

test('dark, and text that is not markup', () => {
  const svg = plotLoss(exp, { light: 'dark' });
  expect(svg).toContain('fill="#1b1e21"');
  expect(svg).toContain('<title>{&quot;kind&quot;');
});

test('the range is that of the scores; they are drawn as ticks', () => {
  const svg = plotLoss(exp, { scores: Float64Array.of(1, 2, 5) });
  expect(svg.match(/aria-label="tick"/g)).toHaveLength(2);
  expect(titlesOf(svg)[1]).toBe('Link, less its value at 1');
});

test.each([
  [
    'a loss without a link',
    () => plotLoss(losses.softmax()),
    'a loss of the kind softmax has neither a link nor a transform',
  ],
  [
    'a range the wrong way round',
    () => plotLoss(exp, { from: 2, to: 1 }),
    '2 is not below to = 1; give the scores to draw',
  ],
  [
    'outputs without targets',
    () => plotLoss(losses.matching(links.sigmoid(), { target: 'output' })),
    'targets: are missing: this loss takes outputs',
  ],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message);
});
