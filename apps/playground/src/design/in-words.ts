import { baseOf } from './base-part.js';
import type { Part } from './part.js';

const curves = { lines: 'straight lines', smooth: 'smooth', steps: 'steps' } as const;

/** A part in a few words, for its button. */
export function partInWords(part: Part): string {
  if (part.kind === 'drawn') return `drawn by hand, ${part.values.length} knots, ${curves[part.curve]}`;
  const base = baseOf(part);
  if (base === undefined) return part.kind;
  const numbers = [
    base.amplitude === 1 ? '' : `amplitude ${base.amplitude}`,
    base.rate === 1 ? '' : `rate ${base.rate}`,
    base.center === 0 ? '' : `center ${base.center}`,
  ].filter((text) => text !== '');
  return [`${base.mirrored ? 'mirrored ' : ''}${base.kind}`, ...numbers].join(', ');
}

/** A number with three digits. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));
