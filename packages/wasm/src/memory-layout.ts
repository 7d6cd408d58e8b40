import type { Precision } from '@lossmith/core/backend';

/** A stretch of a module's memory. Functions of a module are told examples, items, and the address of every region, in their order. */
export interface MemoryRegion {
  /** 'input': data of the examples; 'scalars': numbers that all examples share; 'total': a sum; 'scratch': for what loops leave each other; 'output'. */
  readonly kind: 'input' | 'scalars' | 'total' | 'scratch' | 'output';
  readonly name: string;
  /** What its numbers are. */
  readonly type: Precision;
  /** Inputs and outputs have examples·itemsᵃˣᵉˢ numbers. */
  readonly axes: number;
  /** Scalars and a total are as many numbers; scratch has count·(items + 4). */
  readonly count: number;
}

/** What there is in a module's memory. Plain data, which is sent to threads. */
export interface MemoryLayout {
  readonly regions: readonly MemoryRegion[];
  /** Whether lanes lie along items; else they lie along examples. */
  readonly byItem: boolean;
}

/** By which a region is found. */
export const regionKey = ({ kind, name }: MemoryRegion): string => (kind === name ? kind : `${kind} ${name}`);

/** How many numbers one example has in an input or output. */
export const widthOf = ({ axes }: MemoryRegion, items: number): number => items ** axes;

/** Entries along items that a block holds, about: few enough for the caches, many enough to forget the call. */
const blockSize = 8192;

/** How many examples a block holds. It decides how sums are grouped, so it follows from the data alone. */
export const examplesPerBlock = ({ byItem }: MemoryLayout, items: number): number =>
  byItem ? Math.max(1, Math.floor(blockSize / items)) : blockSize;
