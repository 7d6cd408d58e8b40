import type { Loss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';

const advice: Readonly<Record<string, string>> = {
  output: "outside the link's range",
  probability: 'no row of probabilities',
  label: 'no class that is kept',
};

/** What to say of a target that is none; undefined for losses that take any number. */
export function targetAdvice(loss: Loss): string | undefined {
  const target = inputOf(loss, 'target');
  if (loss.expressions.valid === undefined || target === undefined) return undefined;
  return advice[target.kind] ?? 'none that the loss can take';
}
