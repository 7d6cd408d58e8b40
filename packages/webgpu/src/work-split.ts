import { maxGroups, maxPartials, type RowShape, workgroupSize } from './module.js';
import type { Sizes } from './sizes.js';

/** How the work of a call is split over the invocations of a device. */
export interface WorkSplit {
  readonly rows: RowShape;
  /** Invocations that share an example. */
  readonly lanes: number;
  /** Invocations whose sums are put together without a barrier, all of a workgroup where there are no subgroup operations. */
  readonly cluster: number;
  readonly groups: number;
}

const powerAbove = (x: number) => 2 ** Math.ceil(Math.log2(x));

/**
 * Short rows are worked through by one invocation each. Others by a part of a subgroup where there are enough rows to keep a GPU
 * busy so; else by a workgroup, or a part of one, some eight classes to an invocation.
 */
export function splitWork({ examples, items }: Sizes, subgroup: number | undefined): WorkSplit {
  const cluster = subgroup ?? workgroupSize;
  const split = (rows: RowShape, lanes: number): WorkSplit => {
    const most = Math.min(maxGroups, (maxPartials * cluster) / workgroupSize);
    return { rows, lanes, cluster, groups: Math.min(most, Math.ceil((examples * lanes) / workgroupSize)) };
  };
  if (items <= 32) return split('short', 1);
  if (subgroup !== undefined && examples * subgroup >= 8192) return split('cluster', subgroup);
  return split('long', Math.min(workgroupSize, powerAbove(Math.max(16, items / 8))));
}
