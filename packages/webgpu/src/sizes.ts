import { maxGroups, maxPartials, type RowShape, type WgslBinding, workgroupSize } from './module.js';

/** Numbers of one call: examples, and classes of each (1 where the loss has none). */
export interface Sizes {
  readonly examples: number;
  readonly items: number;
}

const elementBytes = { f32: 4, u32: 4, f16: 2 } as const;

/** Numbers that a buffer of data holds in a call. */
export const countOf = ({ per }: WgslBinding, { examples, items }: Sizes): number =>
  ({ example: examples, class: examples * items, pair: examples * items * items, call: 1 })[per];

/** Bytes of these, a whole number of words. */
export const bytesOf = (binding: WgslBinding, sizes: Sizes): number =>
  Math.ceil((countOf(binding, sizes) * elementBytes[binding.element]) / 4) * 4;

/** How the work of a call is laid out on a device. */
export interface Plan {
  readonly shape: RowShape;
  /** Invocations that share an example. */
  readonly lanes: number;
  /** Invocations whose sums are put together without a barrier, all of a workgroup where there are no subgroup operations. */
  readonly strand: number;
  readonly groups: number;
}

const powerAbove = (x: number) => 2 ** Math.ceil(Math.log2(x));

/**
 * Short rows are worked through by one invocation each. Others by a part of a subgroup where there are enough rows to keep a GPU
 * busy so; else by a workgroup, or a part of one, some eight classes to an invocation.
 */
export function planFor({ examples, items }: Sizes, subgroup: number | undefined): Plan {
  const strand = subgroup ?? workgroupSize;
  const plan = (shape: RowShape, lanes: number): Plan => {
    const most = Math.min(maxGroups, (maxPartials * strand) / workgroupSize);
    return { shape, lanes, strand, groups: Math.min(most, Math.ceil((examples * lanes) / workgroupSize)) };
  };
  if (items <= 32) return plan('short', 1);
  if (subgroup !== undefined && examples * subgroup >= 8192) return plan('strip', subgroup);
  return plan('long', Math.min(workgroupSize, powerAbove(Math.max(16, items / 8))));
}
