import type { LinkSpec } from '@lossmith/core';
import { useMemo, useRef } from 'preact/hooks';
import { type Curves, curvesOf, linkAt, linkOf, type View } from '../design/curves.js';
import { short } from '../design/in-words.js';
import type { Drawn } from '../design/part.js';
import { roundedTo } from '../design/rounded.js';
import { type Counts, spreadOf } from '../design/spread.js';
import { Chart, Curve, type Range, rangeOf, type Scales } from './chart.js';
import { NumberField } from './fields.js';
import { Knots, usePainting } from './knots.js';
import { useSettled } from './use-settled.js';
import type { ViewProps } from './views.js';

interface CurvesProps extends ViewProps {
  readonly link: LinkSpec;
  readonly view: View;
  readonly counts: Counts;
  readonly dragging: boolean;
}

function Bars({
  counts,
  shares,
  scales: { x, y },
  class: look,
}: {
  readonly counts: Counts;
  readonly shares: Float64Array;
  readonly scales: Scales;
  readonly class: string;
}) {
  const { from, to } = counts.view;
  const [low, high] = [y.range()[0] as number, y.range()[1] as number];
  const tallest = shares.reduce((most, value) => Math.max(most, value), 0) || 1;
  const at = (bin: number) => x(from + ((to - from) * bin) / shares.length);
  const path = Array.from(shares, (share, bin) => {
    const top = low + ((high - low) * share * 0.9) / tallest;
    return `M${at(bin).toFixed(1)},${low}V${top.toFixed(1)}H${at(bin + 1).toFixed(1)}V${low}Z`;
  });
  return <path class={look} d={path.join('')} />;
}

/** While a curve is painted its axis stands still. */
function useTop(values: Float64Array, drawn: Drawn | undefined, dragging: boolean): number {
  const top = useRef(1);
  if (dragging) return top.current;
  const finite = [...values, ...(drawn?.values ?? [])].filter(Number.isFinite);
  top.current = Number((1.25 * Math.max(1e-9, ...finite)).toPrecision(2));
  return top.current;
}

function SensitivityChart({ state, deeds, view, counts, curves, dragging }: CurvesProps & { readonly curves: Curves }) {
  const part = state.parts[state.chosen];
  const drawn = part?.kind === 'drawn' ? part : undefined;
  const top = useTop(curves.sensitivity, drawn, dragging);
  const paint = usePainting(drawn, top, deeds);
  const spread = spreadOf(counts, curves.sensitivity);
  const label = `Sensitivity by score, from ${short(view.from)} to ${short(view.to)}, up to ${short(top)}, over a histogram of the scores`;
  return (
    <Chart
      title="Sensitivity h′, over your scores"
      label={label}
      x={[view.from, view.to]}
      y={[0, top]}
      role={drawn === undefined ? 'img' : 'group'}
      class={drawn === undefined ? 'broad' : 'broad paintable'}
      {...(paint === undefined ? {} : { onPoint: paint })}
    >
      {(scales) => (
        <>
          <Bars counts={counts} shares={spread.scores} scales={scales} class="bars" />
          <Curve scales={scales} xs={curves.scores} ys={curves.sensitivity} class="designed" />
          {drawn !== undefined && <Knots part={drawn} top={top} scales={scales} deeds={deeds} />}
        </>
      )}
    </Chart>
  );
}

function SpreadChart({
  view,
  counts,
  curves,
}: {
  readonly view: View;
  readonly counts: Counts;
  readonly curves: Curves;
}) {
  const spread = spreadOf(counts, curves.sensitivity);
  const tallest = Math.max(...spread.scores, ...spread.curvature);
  return (
    <Chart
      title="Who decides: shares by score"
      label="Share of the scores, and of the sum of sensitivities, by score"
      x={[view.from, view.to]}
      y={[0, tallest > 0 ? 1.1 * tallest : 1]}
    >
      {(scales) => {
        const shares = (values: Float64Array) => {
          const middles = values.map((_, bin) => view.from + ((view.to - view.from) * (bin + 0.5)) / values.length);
          return [middles, values] as const;
        };
        const [xs, scores] = shares(spread.scores);
        return (
          <>
            <Curve scales={scales} xs={xs} ys={scores} class="squared" />
            <Curve scales={scales} xs={xs} ys={spread.curvature} class="designed" />
          </>
        );
      }}
    </Chart>
  );
}

/** A loss leaves open a constant of its link, which is worked out when the link stands still. */
function LinkChart({ link, view, curves }: Pick<CurvesProps, 'link' | 'view'> & { readonly curves: Curves }) {
  const settled = useSettled(link);
  const level = useMemo(() => linkAt(settled, (view.from + view.to) / 2), [settled, view]);
  const values = linkOf(curves, level);
  return (
    <Chart title="Link h" label="The link by score" x={[view.from, view.to]} y={rangeOf(values)}>
      {(scales) => <Curve scales={scales} xs={curves.scores} ys={values} class="designed" />}
    </Chart>
  );
}

/** A loss or a gradient over predicted scores, with squared error beside it; the target is dragged. */
function TargetChart({
  title,
  xs,
  ys,
  beside,
  target,
  onTarget,
  settle,
  x,
}: {
  readonly title: string;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly beside: Float64Array;
  readonly target: number;
  readonly x: Range;
  onTarget(target: number): void;
  settle(): void;
}) {
  return (
    <Chart
      title={title}
      label={`${title}, for the target ${short(target)}`}
      x={x}
      y={rangeOf(ys, [0])}
      xLabel="predicted score"
      class="draggable"
      onPoint={(place, _, phase) => (phase === 'up' ? settle() : onTarget(place))}
    >
      {(scales) => (
        <>
          <line
            class="target"
            x1={scales.x(target)}
            x2={scales.x(target)}
            y1={scales.y.range()[0]}
            y2={scales.y.range()[1]}
          />
          <Curve scales={scales} xs={xs} ys={beside} class="squared" />
          <Curve scales={scales} xs={xs} ys={ys} class="designed" />
        </>
      )}
    </Chart>
  );
}

function Figures({ curves, ...props }: CurvesProps & { readonly curves: Curves }) {
  const { state, deeds, view } = props;
  const { target } = state;
  const x: Range = [view.from, view.to];
  const setTarget = (value: number) => {
    const within = Math.max(view.from, Math.min(view.to, value));
    deeds.act({ type: 'setTarget', target: roundedTo(within, (view.to - view.from) / 1000) }, 'target');
  };
  const common = { xs: curves.scores, x, target, onTarget: setTarget, settle: deeds.settle };
  const error = curves.scores.map((score) => score - target);
  return (
    <>
      <div class="charts">
        <SensitivityChart {...props} curves={curves} />
        <SpreadChart view={view} counts={props.counts} curves={curves} />
        <LinkChart link={props.link} view={view} curves={curves} />
        <TargetChart {...common} title="Loss" ys={curves.loss} beside={error.map((each) => (each * each) / 2)} />
        <TargetChart {...common} title="Gradient" ys={curves.gradient} beside={error} />
      </div>
      <NumberField
        label="Target score of loss and gradient (or drag it in the charts)"
        value={target}
        from={view.from}
        to={view.to}
        onInput={setTarget}
        onSettle={deeds.settle}
      />
    </>
  );
}

/** Link, sensitivity, loss and gradient as curves, and how the sensitivity is spread over the scores. */
export function CurvesPanel(props: CurvesProps) {
  const { link, view, state } = props;
  const curves = useMemo(() => curvesOf(link, view, state.target), [link, view, state.target]);
  return (
    <section aria-labelledby="curves-title">
      <h2 id="curves-title">3. What the loss does</h2>
      <ul class="legend">
        <li class="designed">your loss</li>
        <li class="squared">squared error; in “who decides”: the scores themselves</li>
      </ul>
      <Figures {...props} curves={curves} />
    </section>
  );
}
