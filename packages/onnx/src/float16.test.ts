import { describe, expect, test } from 'vitest';
import { fromFloat16, fromFloat16Bits, toFloat16Bits } from './float16.js';

const everyNumber = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter(
  (bits) => !Number.isNaN(fromFloat16Bits(bits)),
);

describe('float16', () => {
  test('every number comes back as its own bits', () => {
    expect(everyNumber.filter((bits) => toFloat16Bits(fromFloat16Bits(bits)) !== bits)).toEqual([]);
  });

  test('what lies between two numbers goes to the nearer, halfway to the even one', () => {
    const positive = everyNumber.filter((bits) => bits < 0x7bff);
    for (const bits of positive) {
      const [low, high] = [fromFloat16Bits(bits), fromFloat16Bits(bits + 1)];
      const middle = (low + high) / 2;
      expect(toFloat16Bits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
      expect(toFloat16Bits(middle * (1 - 1e-9))).toBe(bits);
      expect(toFloat16Bits(-middle * (1 + 1e-9))).toBe(0x8000 + bits + 1);
    }
  });

  test('known numbers', () => {
    const known = [1, -2, 65504, 2 ** -24, 65519, 65520, -1e9, Number.NaN, 1e-9].map(toFloat16Bits);
    expect(known).toEqual([0x3c00, 0xc000, 0x7bff, 1, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0]);
  });

  test('results come as bits or as numbers', () => {
    expect(fromFloat16(Uint16Array.of(0x3c00, 0x8001))).toEqual(Float32Array.of(1, -(2 ** -24)));
    expect(fromFloat16(Float32Array.of(1.5))).toEqual(Float32Array.of(1.5));
  });
});
