import { curvesOf, steps, type View } from './curves.js';
import type { Drawn, Part } from './part.js';
import { rounded, roundedTo } from './rounded.js';
import { linkSpec } from './spec-of.js';

export const knotCounts = [5, 9, 17, 33] as const;

/** A drawing of what these links are sensitive to, to go on from by hand. */
export function drawnFrom(parts: readonly Part[], view: View): Drawn {
  const count = 17;
  const { sensitivity } = curvesOf(linkSpec(parts), view, (view.from + view.to) / 2);
  const resolution = (view.to - view.from) / 200;
  const [from, to] = [roundedTo(view.from, resolution), roundedTo(view.to, resolution)];
  const values = Array.from({ length: count }, (_, k) => sensitivity[(k * steps) / (count - 1)] as number);
  const kept = values.map((value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : 0));
  return {
    kind: 'drawn',
    curve: 'lines',
    from,
    to,
    values: kept.every((value) => rounded(value) === 0) ? kept.map(() => 1) : kept,
  };
}
