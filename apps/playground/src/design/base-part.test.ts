import { evaluateLink } from '@lossmith/core';
import { expect, test } from 'vitest';
import { type BaseKind, baseKinds, baseOf, baseSpec, freshBase } from './base-part.js';
import { buildLink } from './build-link.js';

test('controls and JSON go round for every kind, mirrored or not', () => {
  for (const kind of Object.keys(baseKinds) as BaseKind[]) {
    for (const mirrored of [false, true]) {
      const base = { ...freshBase(kind, -2, 6), mirrored, amplitude: 2, center: 1.5 };
      expect(baseOf(baseSpec(base)), kind).toEqual(base);
    }
  }
});

test('a mirrored link stands where its center says', () => {
  const base = { ...freshBase('sigmoid', -2, 6), center: 3 };
  const sensitivity = (mirrored: boolean) =>
    evaluateLink(buildLink(baseSpec({ ...base, mirrored })), [1, 3, 4]).sensitivity;
  expect(sensitivity(true)[1]).toBeCloseTo(sensitivity(false)[1] as number, 12);
  expect(sensitivity(true)[1]).toBeGreaterThan(sensitivity(true)[2] as number);
});

test('what is no base link has no such controls', () => {
  expect(baseOf({ kind: 'sum', links: [{ kind: 'exp' }] })).toBeUndefined();
  expect(baseOf({ kind: 'drawn', curve: 'lines', from: 0, to: 1, values: [1, 1] })).toBeUndefined();
  expect(baseOf({ kind: 'mirror', rate: 2, link: { kind: 'exp' } })).toBeUndefined();
});
