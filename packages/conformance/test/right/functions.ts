import { type OperationName, operations } from '@lossmith/core/backend';
import type { Changes } from '../simple-backend.js';
import { elementwise, type SimpleLowering } from '../simple-lowerings.js';

const bits = new DataView(new ArrayBuffer(8));

/** A number in [−1, 1] that depends on the bits of a float32 alone and looks random: errors of a function's own. */
function noise(x: number): number {
  bits.setFloat32(0, x);
  let mixed = Math.imul(bits.getUint32(0) ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/** The unit of the last place of a float32 result. */
const unitOf = (y: number) => 2 ** (Math.max(Math.floor(Math.log2(Math.abs(y))), -126) - 23);

/** Where libraries are exact: at 0, where the result is 0 or ±1, and where it has fewer digits than others. */
const isExact = (x: number, y: number) => x === 0 || y === 0 || Math.abs(y) === 1 || Math.abs(y) < 2 ** -124;

/** A function off by up to so many units of the last place, as those of libraries are. */
function offBy(ulp: number, op: OperationName): SimpleLowering {
  const meaning = operations[op].meaning as (...args: number[]) => number;
  return elementwise((x, y, w) => {
    const exact = meaning(x, y, w);
    if (!Number.isFinite(exact) || isExact(x, exact)) return exact;
    return exact + ulp * noise(x) * unitOf(exact);
  });
}

/** All functions of a table off by so much. */
export const allOffBy = (errors: Partial<Record<OperationName, number>>): NonNullable<Changes['lowerings']> =>
  Object.fromEntries(Object.entries(errors).map(([op, ulp]) => [op, offBy(ulp, op as OperationName)]));
