import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ComponentChildren, TargetedPointerEvent } from 'preact';
import { useWidth } from './use-width.js';

export type Range = readonly [low: number, high: number];

/** Where a chart's units lie in pixels. */
export interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

interface ChartProps {
  readonly title: string;
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly x: Range;
  readonly y: Range;
  readonly xLabel?: string;
  /** 'group' where something in it can be moved. */
  readonly role?: 'img' | 'group';
  readonly class?: string;
  /** Where a pointer presses or is dragged, in the chart's units. */
  readonly onPoint?: (x: number, y: number, phase: 'down' | 'move' | 'up') => void;
  readonly children: (scales: Scales) => ComponentChildren;
}

const height = 230;
const margin = { top: 10, right: 10, bottom: 34, left: 46 };

function Axes({ x, y, width, xLabel }: Scales & { readonly width: number; readonly xLabel: string }) {
  const [countX, countY] = [Math.max(3, width / 80), 4];
  const [format, formatY] = [x.tickFormat(countX), y.tickFormat(countY)];
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of a drawing takes no focus.
    <g class="axes" aria-hidden="true">
      {x.ticks(countX).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={margin.top} y2={height - margin.bottom} />
          <text x={x(tick)} y={height - margin.bottom + 14} text-anchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      {y.ticks(countY).map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
          <text x={margin.left - 6} y={y(tick) + 4} text-anchor="end">
            {formatY(tick)}
          </text>
        </g>
      ))}
      <text x={width - margin.right} y={height - 4} text-anchor="end">
        {xLabel}
      </text>
    </g>
  );
}

type SvgPointerEvent = TargetedPointerEvent<SVGSVGElement>;

/** Axes, and whatever the children draw between them. */
export function Chart({ title, label, x, y, xLabel = 'score', role = 'img', onPoint, children, ...rest }: ChartProps) {
  const [element, width] = useWidth<HTMLElement>();
  const scales = {
    x: scaleLinear([...x], [margin.left, width - margin.right]),
    y: scaleLinear([...y], [height - margin.bottom, margin.top]),
  };
  const pointed = (event: SvgPointerEvent, phase: 'down' | 'move' | 'up') => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint?.(scales.x.invert(event.clientX - box.left), scales.y.invert(event.clientY - box.top), phase);
  };
  const pointers =
    onPoint === undefined
      ? {}
      : {
          onPointerDown: (event: SvgPointerEvent) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            pointed(event, 'down');
          },
          onPointerMove: (event: SvgPointerEvent) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) pointed(event, 'move');
          },
          // Where the pointer is lifted, and where a finger turns out to scroll the page.
          onLostPointerCapture: (event: SvgPointerEvent) => pointed(event, 'up'),
        };
  return (
    <figure class={`chart ${rest.class ?? ''}`} ref={element}>
      <figcaption>{title}</figcaption>
      <svg width={width} height={height} role={role} aria-label={label} {...pointers}>
        <Axes {...scales} width={width} xLabel={xLabel} />
        {children(scales)}
      </svg>
    </figure>
  );
}

/** A curve through points; what is no number is left out, and what lies far outside is held near the chart. */
export function Curve({
  scales: { x, y },
  xs,
  ys,
  class: look,
}: {
  readonly scales: Scales;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly class: string;
}) {
  const [low, high] = y.domain() as [number, number];
  const far = 2 * (high - low);
  const path = line<number>()
    .defined((_, k) => Number.isFinite(ys[k]))
    .x((_, k) => x(xs[k] as number))
    .y((_, k) => y(Math.max(low - far, Math.min(high + far, ys[k] as number))))
    .digits(1);
  return <path class={`line ${look}`} d={path(Array.from(xs)) ?? ''} />;
}

/** A range around values, with some room; never empty. */
export function rangeOf(values: Iterable<number>, include: readonly number[] = []): Range {
  const finite = [...values, ...include].filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = 0.06 * (high - low) || 0.5;
  return [include.includes(low) ? low : low - room, high + room];
}
