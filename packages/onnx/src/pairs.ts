import type { Axes } from '@lossmith/core';
import type { Instruction, Stage } from '@lossmith/core/backend';
import type { Context } from './context.js';
import { gatheringOf } from './gather.js';
import { type InnerGraph, newInnerGraph } from './inner-graph.js';
import type { Shapes } from './shapes.js';

/** How many pairs, of all examples, are worked out at a time. */
export const mostPairs = 2 ** 16;

/** What stages of pairs are worked out with, besides their instructions. */
export interface PairSetting {
  readonly context: Context;
  readonly shapes: Shapes;
  /** What instructions became, by their place in the program. */
  readonly values: readonly string[];
  /** The result of an instruction, from what its arguments are. */
  lower(instruction: Instruction, args: readonly string[], context: Context): string;
  /** Whether the instruction at a place depends on data, and so has as many numbers as there are examples. */
  perExample(place: number): boolean;
  /** What an error calls a result that open parameters make too long; undefined where there are none in it. */
  fault(place: number): string | undefined;
}

/** Where a tile begins, the first item behind it, and how many items it has: lists of one whole number. */
interface Tile {
  readonly from: string;
  readonly to: string;
  readonly length: string;
}

/** How many items along i a tile has, and how many tiles there are. */
function tilesOf({ graph, lengthAlong }: Context, shapes: Shapes) {
  const [one, items] = [graph.integers([1]), lengthAlong('i')];
  const atLeastOne = (x: string) => graph.add('Max', [x, one]);
  const perItem = atLeastOne(graph.add('Mul', [shapes.count(), items]));
  const rows = atLeastOne(graph.add('Div', [graph.integers([mostPairs]), perItem]));
  const lessOne = graph.add('Sub', [graph.add('Add', [items, rows]), one]);
  return { rows, count: graph.add('Div', [lessOne, rows]) };
}

function tileAt(iteration: string, rows: string, items: string, body: InnerGraph): Tile {
  const from = body.add('Mul', [iteration, rows]);
  const to = body.add('Min', [body.add('Add', [from, rows]), items]);
  return { from, to, length: body.add('Sub', [to, from]) };
}

/** The context of a tile: what varies along i is read for the items of the tile. */
function contextOf(context: Context, { from, to, length }: Tile, body: InnerGraph) {
  const rowsOf = (value: string) => body.add('Slice', [value, from, to, context.graph.integers([-2])]);
  const local: Context = {
    ...context,
    graph: body,
    data: (name) => rowsOf(context.data(name)),
    lengthAlong: (axis) => (axis === 'i' ? length : context.lengthAlong(axis)),
  };
  return { local, rowsOf };
}

/** The pairs of a tile, and what reductions make of them, by their places. */
function valuesOf(
  stage: Stage,
  instructions: readonly Instruction[],
  tile: Tile,
  body: InnerGraph,
  { context, values, lower }: PairSetting,
): readonly string[] {
  const { local, rowsOf } = contextOf(context, tile, body);
  const found: string[] = [];
  const argument = (place: number): string => {
    const { axes } = instructions[place] as Instruction;
    if (axes === 'ij') return found[place] as string;
    return axes === 'i' ? rowsOf(values[place] as string) : (values[place] as string);
  };
  for (const place of stage.instructions) {
    const instruction = instructions[place] as Instruction;
    found[place] = lower(instruction, instruction.args.map(argument), local);
  }
  return found;
}

/** A tensor repeated along the axes it lacks, `length` of them along i. */
function spread(value: string, axes: Axes, length: string, { graph, lengthAlong }: Context, shapes: Shapes): string {
  const along = (axis: 'i' | 'j', own: string) => (axes.includes(axis) ? own : graph.integers([1]));
  const lengths = [shapes.examples(), along('i', length), along('j', lengthAlong('j'))];
  return graph.add('Expand', [value, graph.add('Concat', lengths, { axis: 0 })]);
}

/**
 * Works out a stage of pairs in a Loop over tiles of some items along i, so that nothing as large as all pairs of a list is ever there. Gives what was gathered, by its place in
 * the program. Where all pairs are few there is one tile.
 */
export function lowerPairs(
  stage: Stage,
  instructions: readonly Instruction[],
  setting: PairSetting,
): ReadonlyMap<number, string> {
  const { context, shapes, perExample, fault } = setting;
  const { graph, precision, lengthAlong } = context;
  const { rows, count } = tilesOf(context, shapes);
  const body = newInnerGraph(graph, `${graph.prefix}tiles_${graph.nodes.length}/`);
  const iteration = body.input({ name: 'tile', type: 'int64', dims: [] });
  const goOn = body.input({ name: 'go_on', type: 'bool', dims: [] });
  body.output({ name: 'then_go_on', type: 'bool', dims: [] }, goOn);
  const tile = tileAt(iteration, rows, lengthAlong('i'), body);
  const found = valuesOf(stage, instructions, tile, body, setting);

  const start: string[] = [];
  const results = stage.results.map((place) => {
    const instruction = instructions[place] as Instruction;
    const filled = (value: number) =>
      spread(graph.number(value), instruction.axes, graph.integers([0]), context, shapes);
    const gathering = gatheringOf(instruction, filled, fault(place), graph);
    const own = found[place] as string;
    const whole = perExample(place)
      ? own
      : spread(own, instruction.axes, tile.length, { ...context, graph: body }, shapes);
    const carried = gathering.start.map((_, k) => body.input({ name: `before_${start.length + k}`, type: precision }));
    gathering.after(carried, whole, body).forEach((after, k) => {
      body.output({ name: `after_${start.length + k}`, type: precision }, after);
    });
    const first = start.length;
    start.push(...gathering.start);
    return { place, finish: (all: readonly string[]) => gathering.finish(all.slice(first, first + carried.length)) };
  });
  const all = graph.addMany('Loop', [count, '', ...start], start.length, { body: body.finish() });
  return new Map(results.map(({ place, finish }) => [place, finish(all)]));
}
