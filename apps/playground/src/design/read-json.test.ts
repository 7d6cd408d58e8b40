import { expect, test } from 'vitest';
import { readJson } from './read-json.js';

test('a loss, a link, and a sum that comes apart', () => {
  const exp = { kind: 'exp', rate: 0.8 } as const;
  const read = (value: unknown) => readJson(JSON.stringify(value));
  expect(read({ kind: 'matching', target: 'score', link: exp })).toEqual({ links: [exp] });
  expect(read(exp)).toEqual({ links: [exp] });
  expect(read({ kind: 'mirror', link: exp })).toEqual({ links: [{ kind: 'mirror', link: exp }] });
  expect(read({ kind: 'sum', links: [exp, { kind: 'tanh' }] })).toEqual({ links: [exp, { kind: 'tanh' }] });
  const placed = { kind: 'sum', amplitude: 2, links: [exp, { kind: 'tanh' }] };
  expect(read(placed)).toEqual({ links: [placed] });
});

test('what is none is refused, with what is wrong', () => {
  const problem = (text: string) => (readJson(text) as { readonly problem?: string }).problem;
  expect(problem('{')).toMatch(/^This is not JSON/);
  expect(problem('{"kind":"exp","rate":0}')).toMatch(/^link.rate: must be greater than 0/);
  expect(problem('{"kind":"softmax","link":{}}')).toMatch(/unknown key/);
  expect(problem('null')).toMatch(/^link/);
  expect(problem('{"kind":"custom","h":["exp",["z"]]}')).toBeDefined();
});
