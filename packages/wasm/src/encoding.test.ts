import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getLocal, moduleBytes, repeat, setLocal, signed, unsigned, when } from './encoding.js';
import * as f64 from './instructions/f64.js';
import * as i32 from './instructions/i32.js';

/** The number that LEB128 bytes stand for. */
const decoded = (bytes: readonly number[]) => bytes.reduceRight((total, byte) => total * 128n + BigInt(byte & 127), 0n);

test('unsigned numbers are LEB128', () => {
  expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (value) => {
      expect(decoded(unsigned(value))).toBe(BigInt(value));
    }),
  );
});

test('signed numbers are LEB128', () => {
  expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const bytes = signed(value);
      expect(BigInt.asIntN(7 * bytes.length, decoded(bytes))).toBe(BigInt(value));
    }),
  );
});

describe('modules', () => {
  /** Writes 1 + 2 + … + n to an address. */
  const sumTo = {
    name: 'sumTo',
    parameters: ['i32', 'i32'],
    locals: ['i32', 'i32', 'f64'],
    code: [
      ...repeat(
        [
          ...setLocal(2, i32.add(getLocal(2), i32.constant(1))),
          ...when(i32.less(getLocal(3), i32.constant(1_000_000)), setLocal(3, i32.add(getLocal(3), getLocal(2)))),
        ],
        i32.less(getLocal(2), getLocal(0)),
      ),
      ...f64.store(getLocal(1), f64.convert(getLocal(3))),
    ],
  } as const;

  test('run what they were written for', () => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes([sumTo])));
    const { memory, sumTo: call } = exports as {
      memory: WebAssembly.Memory;
      sumTo(count: number, address: number): void;
    };
    call(1000, 64);
    expect(new Float64Array(memory.buffer, 64, 1)[0]).toBe(500500);
  });

  test('are the same bytes every time', () => expect(moduleBytes([sumTo])).toEqual(moduleBytes([sumTo])));
});
