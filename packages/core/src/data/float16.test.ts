import { describe, expect, test } from 'vitest';
import { fromFloat16, fromFloat16Bits, toFloat16, toFloat16Bits } from './float16.js';

const everyNumber = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter(
  (bits) => !Number.isNaN(fromFloat16Bits(bits)),
);

describe('float16', () => {
  test('every number comes back as its own bits', () => {
    expect(everyNumber.filter((bits) => toFloat16Bits(fromFloat16Bits(bits)) !== bits)).toEqual([]);
  });

  test('what lies between two numbers goes to the nearer, halfway to the even one', () => {
    const positive = everyNumber.filter((bits) => bits < 0x7bff);
    const expected: number[] = [];
    const found: number[] = [];
    for (const bits of positive) {
      const middle = (fromFloat16Bits(bits) + fromFloat16Bits(bits + 1)) / 2;
      // The nearest float32 numbers of the last two are the middle itself.
      const points = [middle, middle * (1 - 1e-9), -middle * (1 + 1e-9)];
      found.push(...points.map(toFloat16Bits));
      expected.push(bits % 2 === 0 ? bits : bits + 1, bits, 0x8000 + bits + 1);
    }
    expect(found).toEqual(expected);
  });

  test('known numbers', () => {
    const known = [1, -2, -0, 65504, 2 ** -24, 65519, 65520, -1e9, Number.NaN, 1e-9, Infinity].map(toFloat16Bits);
    expect(known).toEqual([0x3c00, 0xc000, 0x8000, 0x7bff, 1, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0, 0x7c00]);
  });

  test('data become bits, and come back from bits or from numbers', () => {
    expect(toFloat16('predicted', [1, -Infinity, 65504])).toEqual(Uint16Array.of(0x3c00, 0xfc00, 0x7bff));
    expect(fromFloat16(Uint16Array.of(0x3c00, 0x8001))).toEqual(Float32Array.of(1, -(2 ** -24)));
    expect(fromFloat16(Float32Array.of(1.5))).toEqual(Float32Array.of(1.5));
  });

  test('finite numbers out of range are refused where they matter', () => {
    expect(() => toFloat16('target', [0, 65505])).toThrow(
      'target[1] = 65505: beyond the range of float16, ±65504; scale it, or use float32',
    );
    expect(() => toFloat16('predicted', Float32Array.of(-1e9))).toThrow('predicted[0] = -1000000000');
    expect(toFloat16('predicted', [1, 1e9], (k) => k === 0)).toEqual(Uint16Array.of(0x3c00, 0x7c00));
  });
});
