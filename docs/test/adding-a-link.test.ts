import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { evaluate, evaluateLink, type Link, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { whole } from '../../vitest.whole.ts';
import { blocksOf, docs, read } from './blocks.ts';
import { folderWith } from './example.ts';

const blocks = blocksOf(read('docs/adding-a-link.md'));
const codeOf = (language: string) => blocks.find((block) => block.language === language)!.code;
const folderOf = (path: string) => `${docs}../packages/${path}`;

test('the link that adding-a-link.md adds is one, and its loss keeps its digits', async () => {
  const inCore = codeOf('ts')
    .replaceAll("'../", `'${folderOf('core/src/')}`)
    .replaceAll("'./", `'${folderOf('core/src/links/')}`);
  const folder = folderWith('adding-a-link', { 'algebraic.ts': inCore });
  const { algebraic } = (await import(/* @vite-ignore */ `${folder}/algebraic.ts`)) as {
    readonly algebraic: (options: { readonly rate: number }) => Link;
  };
  rmSync(folder, { recursive: true });

  const link = algebraic({ rate: 2 });
  expect([...evaluateLink(link, [-1, 0, 1]).output]).toEqual([-2 / Math.sqrt(5), 0, 2 / Math.sqrt(5)]);
  const { loss, gradient } = evaluate(losses.matching(link), { predicted: [1, 0.5 + 1e-9], target: [-0.5, 0.5] });
  expect(gradient[0]).toBeCloseTo(2 / Math.sqrt(5) + Math.SQRT1_2, 14);
  // Near the optimum it is half the sensitivity, 2/(1 + 1)^(3/2), times the squared difference.
  expect(loss[1]! / (Math.SQRT1_2 * (0.5 + 1e-9 - 0.5) ** 2 * 0.5)).toBeCloseTo(1, 7);
});

const asked = `
u = mp.mpf("0.7")
link = Algebraic()
print(all(abs(mp.diff(f, u) - g(u)) < 1e-15 for f, g in [(link.potential, link.h), (link.h, link.slope), (link.slope, link.curvature)]))
`;

test.runIf(whole)('its exact values are those of one function and its derivatives', () => {
  const program = `from mpmath import mp\nfrom base_links import BaseLink\nmp.dps = 40\n${codeOf('python')}${asked}`;
  const cwd = folderOf('conformance/scripts');
  expect(execFileSync('/usr/bin/python3', ['-B', '-c', program], { cwd, encoding: 'utf8' })).toBe('True\n');
});
