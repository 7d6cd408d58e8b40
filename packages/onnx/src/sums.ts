import type { Graph } from './graph.js';

/**
 * How many numbers are added one by one, more or less. ReduceSum of ONNX Runtime adds a row one number after the other: over
 * 10⁷ equal numbers it is off by percents. Blocks of 64 leave 1.3e-6 of a mean there, where every block rounds the same way.
 */
const blockSize = 32;

/**
 * The lengths [c, b₁, …, w] that a row of a length is given, their product as little above it as can be: b and w at most 32,
 * all of them 1 or more, also for no numbers. Three cuts leave no more than 32 sums of 2²⁰ numbers, four of 2²⁵. Lists of one
 * whole number.
 */
function lengthsOf(length: string, cuts: number, graph: Graph): readonly string[] {
  const [zero, one] = [graph.integers([0]), graph.integers([1])];
  const lengths: string[] = [];
  // ⌈n/m⌉ = ⌊(n − 1)/m⌋ + 1.
  let lessOne = graph.add('Max', [graph.add('Sub', [length, one]), zero]);
  for (let cut = cuts; cut > 0; cut -= 1) {
    const outer = graph.add('Add', [graph.add('Div', [lessOne, graph.integers([blockSize ** cut])]), one]);
    lengths.push(outer);
    lessOne = graph.add('Div', [lessOne, outer]);
  }
  return [...lengths, graph.add('Add', [lessOne, one])];
}

const concatenated = (parts: readonly string[], graph: Graph) =>
  parts.length === 1 ? (parts[0] as string) : graph.add('Concat', parts, { axis: 0 });

/** The shape [..., lengths], where `rank` axes in front stay as they are, which Reshape calls 0. */
function shapeWith(rank: number, lengths: readonly string[], graph: Graph): string {
  return concatenated([...(rank === 0 ? [] : [graph.integers(Array<number>(rank).fill(0))]), ...lengths], graph);
}

/** [..., length] as [..., c, b₁, …, w], with zeros behind it. `rank` counts the axes before the last. */
function inBlocks(x: string, rank: number, length: string, cuts: number, graph: Graph): string {
  const lengths = lengthsOf(length, cuts, graph);
  const room = lengths.reduce((product, one) => graph.add('Mul', [product, one]));
  const missing = graph.add('Sub', [room, length]);
  const pads = concatenated([graph.integers(Array<number>(2 * rank + 1).fill(0)), missing], graph);
  return graph.add('Reshape', [graph.add('Pad', [x, pads]), shapeWith(rank, lengths, graph)]);
}

/**
 * Reductions that leave the last axes with length 1. ONNX Runtime gives one of no numbers the shape of its argument, hence
 * the Slice (no Reshape: it is fused with others to one that fails for no numbers).
 */
export function withLengthOne(reduced: string, graph: Graph, axes: readonly number[] = [-1]): string {
  const bounds = [axes.map(() => 0), axes.map(() => 1), axes];
  return graph.add('Slice', [reduced, ...bounds.map((bound) => graph.integers(bound))]);
}

/**
 * Σ over the last axis, which stays, with length 1. `length` is that axis' length, a list of one whole number; `cuts` says
 * how often it is cut into blocks.
 */
export function sumLast(x: string, rank: number, length: string, cuts: number, graph: Graph): string {
  const inner = Array.from({ length: cuts + 1 }, (_, k) => -1 - k);
  // Of one list the outermost axis comes first: adding 32 rows takes a third of the time of adding up each.
  const axes = rank === 0 ? inner.reverse() : inner;
  const total = axes.reduce(
    (partial, axis) => graph.add('ReduceSum', [partial, graph.integers([axis])], { keepdims: 1 }),
    inBlocks(x, rank, length, cuts, graph),
  );
  return graph.add('Squeeze', [withLengthOne(total, graph, axes), graph.integers(axes.slice(1))]);
}

/**
 * Σ of all numbers of a tensor, as one number without axes. `count` says how many there are, as a list of one whole number;
 * the run fails where they are not.
 */
export function sumAll(x: string, count: string, graph: Graph): string {
  const flat = graph.add('Reshape', [x, count], {}, 'one_number_per_example');
  return graph.add('Squeeze', [sumLast(flat, 0, count, 4, graph), graph.integers([0])]);
}
