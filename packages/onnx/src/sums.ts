import type { Graph } from './graph.js';

/**
 * How many numbers are added one by one at most. ReduceSum of ONNX Runtime adds a row one number after the other: over 10⁷
 * equal numbers it is off by percents. Blocks of 64 leave 1.3e-6 of a mean there, where every block rounds the same way.
 */
const blockSize = 32;

/** How a row is cut: into `blocks` blocks of `width` numbers, with `missing` zeros behind it. Lists of one whole number. */
interface Cut {
  readonly blocks: string;
  readonly width: string;
  readonly missing: string;
}

/** As few blocks of at most 32 as there can be, all alike, so that fewer zeros than blocks are missing. */
function cutOf(length: string, graph: Graph): Cut {
  const [one, size] = [graph.integers([1]), graph.integers([blockSize])];
  const rounded = (x: string, y: string) => graph.add('Div', [graph.add('Sub', [graph.add('Add', [x, y]), one]), y]);
  const some = graph.add('Max', [length, one]);
  const blocks = rounded(some, size);
  const width = rounded(some, blocks);
  return { blocks, width, missing: graph.add('Sub', [graph.add('Mul', [blocks, width]), length]) };
}

const concatenated = (parts: readonly string[], graph: Graph) =>
  parts.length === 1 ? (parts[0] as string) : graph.add('Concat', parts, { axis: 0 });

/** The shape [..., lengths], where `rank` axes in front stay as they are, which Reshape calls 0. */
function shapeWith(rank: number, lengths: readonly string[], graph: Graph): string {
  return concatenated([...(rank === 0 ? [] : [graph.integers(Array<number>(rank).fill(0))]), ...lengths], graph);
}

/** [..., length] summed in blocks: [..., blocks]. `rank` counts the axes before the last. */
function sumBlocks(x: string, rank: number, { blocks, width, missing }: Cut, graph: Graph): string {
  const pads = concatenated([graph.integers(Array<number>(2 * rank + 1).fill(0)), missing], graph);
  const rows = graph.add('Reshape', [graph.add('Pad', [x, pads]), shapeWith(rank, [blocks, width], graph)]);
  const sums = graph.add('ReduceSum', [rows, graph.integers([-1])], { keepdims: 1 });
  return graph.add('Squeeze', [withLengthOne(sums, graph), graph.integers([-1])]);
}

/**
 * A reduction that leaves the last axis with length 1. ONNX Runtime gives one of no numbers the shape of its argument, hence
 * the Slice (no Reshape: it is fused with others to one that fails for no numbers).
 */
export function withLengthOne(reduced: string, graph: Graph): string {
  return graph.add('Slice', [reduced, ...[0, 1, -1].map((bound) => graph.integers([bound]))]);
}

/**
 * Σ over the last axis, which stays, with length 1. `length` is that axis' length, a list of one whole number; `levels`
 * says how often blocks are summed before the rest is added at once: three leave no more than a block of 2²⁰ numbers.
 */
export function sumLast(x: string, rank: number, length: string, levels: number, graph: Graph): string {
  let [partial, left] = [x, length];
  for (let level = 0; level < levels; level += 1) {
    const cut = cutOf(left, graph);
    partial = sumBlocks(partial, rank, cut, graph);
    left = cut.blocks;
  }
  return withLengthOne(graph.add('ReduceSum', [partial, graph.integers([-1])], { keepdims: 1 }), graph);
}

/** Σ of all numbers of a tensor, as one number without axes. */
export function sumAll(x: string, graph: Graph): string {
  const flat = graph.add('Reshape', [x, graph.integers([-1])]);
  const total = sumLast(flat, 0, graph.add('Shape', [flat]), 5, graph);
  return graph.add('Squeeze', [total, graph.integers([0])]);
}
