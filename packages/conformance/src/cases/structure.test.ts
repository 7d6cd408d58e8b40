import { describe, expect, test } from 'vitest';
import { literalIn } from './structure.js';

describe('a literal of infinity or NaN', () => {
  test.each([
    ['let none = NaN;', 'NaN'],
    ['(f32.const -inf)', 'inf'],
    ['x = Infinity', 'Infinity'],
    ['0.0 / 0.0', '0 / 0.0'],
    ['let large = 1e39;', '1e39'],
    ['3.5E+40f', '3.5E+40'],
  ])('is found in %s', (text, found) => expect(literalIn(text, 'float32')).toBe(found));

  test.each([
    'bitcast<f32>(0x7fc00000u) + bitcast<f32>(0x3e400000u)',
    'const low = -1e38;',
    'x / 0.5 + 1 / 0x3f',
    '// NaN where the target is none',
    '# NaN where the target is none',
    '/* infinity */ y = x / 3e38;',
    ';; nan',
    'isInfinite(x)',
  ])('is none in %s', (text) => expect(literalIn(text, 'float32')).toBeUndefined());

  test('is what the precision cannot hold', () => {
    expect(literalIn('1e300', 'float64')).toBeUndefined();
    expect(literalIn('1e309', 'float64')).toBe('1e309');
  });
});
