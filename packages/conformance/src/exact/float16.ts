import { fromFloat16Bits, inputOf, toFloat16Bits } from '@lossmith/core/backend';
import { largestOf, ulpOf } from '../numbers.js';
import type { ExactNumber, ExactPoint } from './exact-points.js';
import { outputNames } from './exact-values.js';
import type { NamedSet } from './sets.js';

/** Whether a number is one of float16. */
export function isFloat16(x: number): boolean {
  return Number.isFinite(x) && fromFloat16Bits(toFloat16Bits(x)) === x;
}

/** What the arithmetic may be off by, and half a unit of the last place of float16 for the result. */
function rounded(number: ExactNumber): ExactNumber {
  const { value, allowed } = number;
  if (Math.abs(value) > largestOf('float16') || (value === 0 && allowed === 0)) return number;
  const own = allowed ?? 0;
  return { ...number, allowed: own + ulpOf(Math.abs(value) + own, 'float16') / 2 };
}

const isHeld = ({ loss }: NamedSet, { predicted, target, others }: ExactPoint) =>
  [...predicted, ...Object.values(others).flat(), ...(inputOf(loss, 'target')?.kind === 'label' ? [] : target)].every(
    isFloat16,
  );

/** Of each set the points whose numbers are float16 numbers, with the bar of results that are; sets without one are left out. */
export function inFloat16(sets: readonly NamedSet[]): readonly NamedSet[] {
  const narrowed = sets.map((set) => ({
    ...set,
    points: set.points
      .filter((point) => isHeld(set, point))
      .map((point) => {
        const entries = outputNames.map((name) => [name, point.exact[name].map(rounded)] as const);
        return { ...point, exact: Object.fromEntries(entries) as unknown as ExactPoint['exact'] };
      }),
  }));
  return narrowed.filter(({ points }) => points.length > 0);
}
