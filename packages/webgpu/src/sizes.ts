import type { WgslBinding } from './module.js';

/** Numbers of one call: examples, and classes of each (1 where the loss has none). */
export interface Sizes {
  readonly examples: number;
  readonly items: number;
}

const elementBytes = { f32: 4, u32: 4, f16: 2 } as const;

/** Numbers that a buffer of data holds in a call. */
export const countOf = ({ per, each = 1 }: WgslBinding, { examples, items }: Sizes): number =>
  each * { example: examples, class: examples * items, pair: examples * items * items, call: 1 }[per];

/** Bytes of these, a whole number of words. */
export const bytesOf = (binding: WgslBinding, sizes: Sizes): number =>
  Math.ceil((countOf(binding, sizes) * elementBytes[binding.element]) / 4) * 4;
