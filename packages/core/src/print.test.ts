import { describe, expect, test } from 'vitest';
import { input } from './expressions/build.js';
import type { Link } from './links/link.js';
import { sinh } from './links/sinh.js';
import { families } from './losses/families.js';
import { type AnyFamily, asFamily, type LossDefinition, makeLoss } from './losses/family.js';
import { linkKey, wordKey } from './losses/keys.js';
import { linkFunctions } from './losses/link-terms.js';
import { matching, matchingDefinition } from './losses/matching.js';
import { parseLoss } from './parse-loss.js';
import { printLoss } from './print.js';

test('a matching loss is printed as one would write it by hand', () => {
  expect(printLoss(matching(sinh()))).toEqual({
    loss: 'cosh(ŝ) − cosh(s) − (ŝ − s)·sinh(s)',
    gradient: 'sinh(ŝ) − sinh(s)',
  });
  expect(printLoss(matching(sinh()), 'latex').gradient).toBe('\\sinh\\left(\\hat{s}\\right) - \\sinh\\left(s\\right)');
});

test.each([
  [
    { kind: 'matching', link: { kind: 'sinh', rate: 0.5, center: 3 } },
    'cosh((ŝ − 3)·0.5)·2 − cosh((s − 3)·0.5)·2 − (ŝ − s)·sinh((s − 3)·0.5)',
    'sinh((ŝ − 3)·0.5) − sinh((s − 3)·0.5)',
  ],
  [{ kind: 'matching', target: 'output', link: { kind: 'sigmoid' } }, 'softplus(ŝ) − s·ŝ', 'sigmoid(ŝ) − s'],
  [
    { kind: 'matching', link: { kind: 'mirror', link: { kind: 'exp' } } },
    'exp(−ŝ) − exp(−s) + (ŝ − s)·exp(−s)',
    'exp(−s) − exp(−ŝ)',
  ],
  [
    { kind: 'perClass', link: { kind: 'exp' } },
    'sum_i(exp(ŝ[i]) − exp(s[i]) − (ŝ[i] − s[i])·exp(s[i]))',
    'exp(ŝ[i]) − exp(s[i])',
  ],
  [
    { kind: 'softmax' },
    'sum_i(exp(s[i] − logSumExp_i(s[i]))·(s[i] − logSumExp_i(s[i]) − (ŝ[i] − logSumExp_i(ŝ[i]))))',
    'exp(ŝ[i] − logSumExp_i(ŝ[i])) − exp(s[i] − logSumExp_i(s[i]))',
  ],
  [
    { kind: 'softmax', target: 'probability', temperature: 2 },
    'sum_i(s[i]·(log(s[i]) − (ŝ[i]·0.5 − logSumExp_i(ŝ[i]·0.5))))',
    '(exp(ŝ[i]·0.5 − logSumExp_i(ŝ[i]·0.5)) − s[i])·0.5',
  ],
])('%j', (spec, loss, gradient) => {
  expect(printLoss(parseLoss(spec))).toEqual({ loss, gradient });
});

test('softmax with labels', () => {
  expect(printLoss(parseLoss({ kind: 'softmax', target: 'label' }))).toEqual({
    loss: '−sum_i((ŝ[i] − logSumExp_i(ŝ[i]) if i = s else 0))',
    gradient: 'exp(ŝ[i] − logSumExp_i(ŝ[i])) − (1 if i = s else 0)',
  });
});

test('a copy of a loss is printed alike, by no list of families', () => {
  const loss = matching(sinh({ rate: 0.5 }));
  expect(printLoss(structuredClone(loss))).toEqual(printLoss(loss));
});

describe('a loss that a definition without a formula has made', () => {
  interface Values {
    readonly target: 'score' | 'output';
    readonly link: Link;
  }
  const { build } = matchingDefinition;
  const keys = { target: wordKey<Values['target']>(['score', 'output'], 'score'), link: linkKey };
  const definition: LossDefinition<Values> = { kind: 'mine', keys, build };
  const loss = makeLoss(definition, { link: sinh() });

  test('is printed as it is evaluated', () => {
    expect(printLoss(loss).loss).toContain('gammaP2(');
  });

  test('is printed as the family of its kind says, where that is named', () => {
    const family: AnyFamily = asFamily(definition, {
      formula: ({ link }) => linkFunctions(link, 'link').h(input('predicted')),
    });
    expect(printLoss(loss, 'text', [...families, family]).loss).toBe('sinh(ŝ)');
    expect(printLoss(matching(sinh()), 'text', [family])).toEqual(printLoss(matching(sinh())));
  });
});
