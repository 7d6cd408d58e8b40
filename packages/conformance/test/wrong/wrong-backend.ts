import type { Changes } from '../simple-backend.js';

/** A backend with a fault that the kit must find. */
export interface WrongBackend {
  readonly name: string;
  /** How it differs from the right one of simple-backend.ts. */
  readonly changes: Changes;
  /** A part of the id of a case that finds the fault. */
  readonly caughtBy: string;
  /** What the message of a fault says: the output and the numbers. */
  readonly says: RegExp;
  /** 'quick' where the quick run finds it, 'full' where only the whole kit does. */
  readonly level: 'quick' | 'full';
}

/** Ones that the quick run finds. */
export const quick = (name: string, caughtBy: string, says: RegExp, changes: Changes): WrongBackend => ({
  name,
  changes,
  caughtBy,
  says,
  level: 'quick',
});

/** Ones that only the whole kit finds. */
export const full = (...given: Parameters<typeof quick>): WrongBackend => ({ ...quick(...given), level: 'full' });

/** What a number loses in float16: 11 digits, nothing above 65504, nothing below 2⁻²⁴. */
export function toFloat16(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -14) - 10);
  const rounded = Math.round(x / unit) * unit;
  return Math.abs(rounded) > 65504 ? Math.sign(x) * Number.POSITIVE_INFINITY : rounded;
}
