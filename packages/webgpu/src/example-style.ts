import type { Axes } from '@lossmith/core';
import type { Program } from '@lossmith/core/backend';
import { accumulatingLoop } from './accumulating-loop.js';
import type { Accumulator } from './accumulator.js';
import { declared, neededBy } from './accumulator.js';
import type { LoopText, Style } from './body-writer.js';
import { loadText, storeLines } from './data-text.js';
import type { RowShape } from './module.js';
import { parameterText } from './parameter-text.js';
import { loopsFor, scratchSlots, scratchText } from './scratch.js';
import { clusterLines, type ShaderParts, workgroupLines } from './shader-parts.js';
import { assign, ifThen, type Lines } from './statements.js';

const placeOf = (axes: Axes): string => {
  if (axes === '') return 'example';
  if (axes === 'ij') return '(example * call.items + i) * call.items + j';
  return `example * call.items + ${axes}`;
};

/** Lines that put together what the lanes of a row accumulated. */
function acrossLanes(parts: ShaderParts, shape: RowShape, accumulators: readonly Accumulator[]): Lines {
  if (accumulators.length === 0) return [];
  if (shape === 'cluster') return clusterLines(parts, accumulators);
  return workgroupLines(parts, accumulators, { lanes: 'lanes', lane: 'lane' });
}

/** A loop along a row: the outermost one is shared by the lanes of a row that is not short. */
function rowLoop(parts: ShaderParts, shape: RowShape, loopText: LoopText, depth: number): Lines {
  const { axis, lines, accumulators, keeps } = loopText;
  for (const name of neededBy(accumulators)) parts.functions.add(name);
  const shared = shape !== 'short';
  const range = { variable: axis, to: 'call.items' };
  const loop = (from: string, step: string) => accumulatingLoop({ ...range, from, step }, lines, accumulators, shared);
  if (!shared || depth > 0) return [...declared(accumulators), ...loop('0u', '1u')];
  return [
    ...declared(accumulators),
    ...loop('lane', 'lanes'),
    ...(keeps ? ['storageBarrier();'] : []),
    ...acrossLanes(parts, shape, accumulators),
  ];
}

/** Beyond the last example lanes only work along; what an example has once, its first lane stores. */
function whereLive(shape: RowShape, lines: Lines, axes?: Axes): Lines {
  if (shape === 'short') return lines;
  return ifThen(axes === '' ? 'live & (lane == 0u)' : 'live', lines);
}

/** How one example of a part of the program is written, times `factor` where outputs per example share the factor of a mean. */
export function exampleStyle(parts: ShaderParts, part: Program, shape: RowShape, factor: boolean): Style {
  const slots = scratchSlots(part);
  const kept = (place: number, axis: string) => scratchText(slots.get(place) as number, axis);
  const { functions, program, bindings, options } = parts;
  const store = (name: string, axes: Axes, value: string): Lines => {
    if (program.reduction !== 'none' && (name === 'loss' || name === 'weight'))
      return [`let ${name}_value = ${value};`];
    const lines = storeLines(bindings, options, name, placeOf(axes), factor ? `(${value}) * factor` : value);
    return whereLive(shape, lines, axes);
  };
  return {
    context: {
      functions,
      load: (name, axes) => loadText(bindings, name, placeOf(axes)),
      parameter: (name) => parameterText(program, name),
    },
    store,
    loops: loopsFor(part, shape),
    kept,
    keep: (place, axis, value) => whereLive(shape, [assign(kept(place, axis), value)]),
    loop: (loop, depth) => rowLoop(parts, shape, loop, depth),
  };
}
