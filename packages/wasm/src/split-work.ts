import type { Numbers } from './allocation.js';
import { examplesPerBlock, type MemoryLayout, type MemoryRegion, widthOf } from './memory-layout.js';
import type { Work } from './run-blocks.js';

/** Entries of an array, as a view of it where it is one. */
function entries(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return ArrayBuffer.isView(values) ? (values as Numbers).subarray(from, to) : Array.from(values).slice(from, to);
}

/** The part of the work that is the examples from `from` on, up to `to`, at borders of blocks. */
function partOf(layout: MemoryLayout, work: Work, from: number, to: number): Work {
  const { items, totals } = work;
  const size = examplesPerBlock(layout, items);
  const cut = (kind: MemoryRegion['kind'], all: Readonly<Record<string, ArrayLike<number>>>) => {
    const regions = layout.regions.filter((region) => region.kind === kind);
    return Object.fromEntries(
      regions.map((region) => {
        const width = widthOf(region, items);
        return [region.name, entries(all[region.name] as ArrayLike<number>, from * width, to * width)];
      }),
    );
  };
  return {
    ...work,
    examples: to - from,
    inputs: cut('input', work.inputs),
    outputs: cut('output', work.outputs) as Work['outputs'],
    totals: totals.subarray(from / size, Math.ceil(to / size)),
  };
}

/** Work in so many parts of about the same size, in whole blocks, less those without examples. */
export function splitWork(layout: MemoryLayout, work: Work, count: number): readonly Work[] {
  const size = examplesPerBlock(layout, work.items);
  const blocks = Math.ceil(work.examples / size);
  const borders = Array.from({ length: count + 1 }, (_, k) =>
    Math.min(work.examples, Math.floor((blocks * k) / count) * size),
  );
  const parts = borders.slice(1).map((border, k) => partOf(layout, work, borders[k] as number, border));
  return parts.filter(({ examples }) => examples > 0);
}
