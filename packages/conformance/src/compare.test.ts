import { describe, expect, test } from 'vitest';
import { compare, kindOf, measure } from './compare.js';

const expectation = (text: string, allowed: number | null = null) => ({
  text,
  value: Number(text.replace('inf', 'Infinity')),
  allowed,
  output: 'loss',
  place: 'loss at ŝ = 1, s = 2',
});
const faultsOf = (actual: number, text: string, allowed: number | null = null) =>
  compare(actual, expectation(text, allowed), 'float32');

test('numbers are classed by their text and by the range of the precision', () => {
  const kinds = ['0.0', '-0.0', '0', '1e-5000', '1.0e-38', '1.2e-38', '-3.4e+38', '3.5e+38', 'inf', '-inf'];
  expect(kinds.map((text) => kindOf(expectation(text), 'float32'))).toEqual([
    ...['zero', 'zero', 'zero', 'tiny', 'tiny', 'normal', 'normal', 'huge', 'huge', 'huge'],
  ]);
  expect(kindOf(expectation('1.0e-38'), 'float64')).toBe('normal');
});

describe('an exact zero', () => {
  test('comes out as zero, of either sign', () => {
    expect([0, -0].flatMap((x) => faultsOf(x, '0.0'))).toEqual([]);
  });

  test.each([1e-45, -1e-45, Number.NaN])('does not come out as %d', (x) => {
    expect(faultsOf(x, '0.0')).toMatchObject([{ output: 'loss', share: Number.POSITIVE_INFINITY }]);
    expect(faultsOf(x, '0.0')[0]?.message).toMatch(/^loss at ŝ = 1, s = 2 is .*, exactly 0$/);
  });
});

describe('an exact number below all normal ones', () => {
  test('comes out as any of these', () => {
    expect([0, 1e-40, 1.1e-38].flatMap((x) => faultsOf(x, '1e-5000'))).toEqual([]);
  });

  test.each([1e-37, -1e-37, Number.NaN, Number.POSITIVE_INFINITY])('does not come out as %d', (x) => {
    expect(faultsOf(x, '1e-5000')[0]?.message).toMatch(/exactly 1e-5000, less than any normal number/);
  });
});

describe('an exact number beyond the range', () => {
  test('comes out as large as it can be, or infinite, on its side', () => {
    expect(faultsOf(Number.POSITIVE_INFINITY, 'inf')).toEqual([]);
    expect(faultsOf(3.4e38, '1.5e+60')).toEqual([]);
    expect(faultsOf(-3.4e38, '-1.5e+60')).toEqual([]);
  });

  test.each([Number.NaN, -3.4e38, Number.NEGATIVE_INFINITY, 0])('does not come out as %d', (x) => {
    expect(faultsOf(x, '1.5e+60')[0]?.message).toMatch(/exactly 1.5e\+60, which does not fit/);
  });
});

describe('a normal number', () => {
  test('is within its allowance', () => {
    expect(faultsOf(1 + 2 ** -23, '1.0', 2 ** -23)).toEqual([]);
    expect(faultsOf(1 - 2 ** -23, '1.0', 2 ** -23)).toEqual([]);
  });

  test('outside it has a share, and a message with both in ulp', () => {
    const [fault] = faultsOf(1 + 3 * 2 ** -23, '1.0', 2 ** -23);
    expect(fault?.share).toBe(3);
    expect(fault?.message).toBe('loss at ŝ = 1, s = 2 is 1.00000036, exactly 1.0: 3 ulp off, 1 ulp allowed');
  });

  test('keeps its exponent in a message that cuts its digits', () => {
    const [fault] = faultsOf(1, '1.2345678901234567890123456789e-07', 1e-14);
    expect(fault?.message).toMatch(/exactly 1\.23456789\d+e-07: /);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('is not %d', (x) => {
    expect(faultsOf(x, '1.0', 1)).toMatchObject([{ share: Number.POSITIVE_INFINITY }]);
  });

  test('has an allowance: null is for what does not fit', () => {
    expect(() => faultsOf(1, '1.0')).toThrow('the exact values allow nothing for loss at ŝ = 1, s = 2');
  });
});

test('an error is measured as a share of the allowance and in ulp of the exact value', () => {
  const at = 'loss at ŝ = 1, s = 2';
  expect(measure(1 + 2 ** -22, expectation('1.0', 2 ** -21), 'float32')).toEqual({ share: 0.5, ulp: 2, at });
  expect(measure(1, expectation('1.0', 0), 'float32')).toEqual({ share: 0, ulp: 0, at });
  expect(measure(2, expectation('1.0', null), 'float32').share).toBe(Number.POSITIVE_INFINITY);
  expect(measure(Number.NaN, expectation('1.0', 1), 'float32').share).toBe(Number.POSITIVE_INFINITY);
});
