import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { type Drawn, knotAt, spacingOf } from '../design/part.js';
import { rounded, roundedTo } from '../design/rounded.js';
import type { Scales } from './chart.js';
import type { Deeds } from './use-history.js';

const held = (value: number, top: number) => Number(Math.max(0, Math.min(top, value)).toPrecision(3));

/** Sets the knots that a pointer passes. */
export function usePainting(part: Drawn | undefined, top: number, deeds: Deeds) {
  const last = useRef<{ readonly knot: number; readonly value: number } | undefined>(undefined);
  if (part === undefined) return undefined;
  const { from, to, values } = part;
  return (x: number, y: number, phase: 'down' | 'move' | 'up') => {
    if (phase === 'up') {
      last.current = undefined;
      return deeds.settle();
    }
    const place = Math.round(((x - from) / (to - from)) * (values.length - 1));
    const knot = Math.max(0, Math.min(values.length - 1, place));
    const value = held(y, top);
    const before = phase === 'down' ? undefined : last.current;
    const start = before ?? { knot, value };
    const count = Math.max(1, Math.abs(knot - start.knot));
    // A quick hand passes several knots between two events.
    for (let k = 1; k <= count; k += 1) {
      const share = k / count;
      const passed = Math.round(start.knot + (knot - start.knot) * share);
      const height = held(start.value + (value - start.value) * share, top);
      deeds.act({ type: 'setKnot', knot: passed, value: height }, 'paint');
    }
    last.current = { knot, value };
  };
}

const factors: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
};

/** The knots of a drawing, each a slider for the keyboard. */
export function Knots({
  part,
  top,
  scales: { x, y },
  deeds,
}: {
  readonly part: Drawn;
  readonly top: number;
  readonly scales: Scales;
  readonly deeds: Deeds;
}) {
  const press = (event: TargetedKeyboardEvent<SVGCircleElement>, knot: number) => {
    const value = part.values[knot] as number;
    const steps = factors[event.key];
    const ends = { Home: 0, End: top } as Readonly<Record<string, number>>;
    const next = steps === undefined ? ends[event.key] : value + (steps * top) / 40;
    if (next === undefined) return;
    event.preventDefault();
    deeds.act({ type: 'setKnot', knot, value: held(next, top) });
  };
  return (
    <g class="knots">
      <path
        class="line own"
        d={part.values.map((value, k) => `${k === 0 ? 'M' : 'L'}${x(knotAt(part, k))},${y(value)}`).join('')}
      />
      {part.values.map((value, k) => (
        <circle
          key={`${k}`}
          role="slider"
          tabindex={0}
          aria-label={`Sensitivity at score ${roundedTo(knotAt(part, k), spacingOf(part) / 10)}`}
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={rounded(top)}
          aria-valuenow={value}
          cx={x(knotAt(part, k))}
          cy={y(Math.min(value, top))}
          r={7}
          onKeyDown={(event) => press(event, k)}
        />
      ))}
    </g>
  );
}
