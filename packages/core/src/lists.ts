/** Lists of unequal length. Entry point '@lossmith/core/lists'; guide: docs/metrics.md. */
export { type ListLayout, type PaddedLists, type PaddedNumbers, padLists } from './lists/pad-lists.js';
export type { Segment } from './lists/read-segments.js';
export { unpadLists } from './lists/unpad-lists.js';
