import { evaluate, type Loss, LossmithOptionError, parseLoss } from '@lossmith/core';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A curve over scores. */
export interface Curve {
  readonly label: string;
  readonly points: readonly Point[];
}

/** One picture beside others. */
export interface Panel {
  readonly title: string;
  readonly x: string;
  readonly curves: readonly Curve[];
  /** Whether 0 belongs to the vertical axis. */
  readonly fromZero: boolean;
  /** Whether observed scores lie along its axis. */
  readonly overScores: boolean;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly targets: readonly number[];
}

/** Enough to look smooth; the ends and, of whole ranges, whole numbers are among them. */
const steps = 240;

const scoresOf = ({ from, to }: Range): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

/** Where a loss overflows the curve ends. */
const pointsOf = (scores: readonly number[], values: Float64Array): readonly Point[] =>
  scores.map((x, k) => ({ x, y: values[k] as number })).filter(({ y }) => Number.isFinite(y));

const shortened = (value: number) => String(Number(value.toPrecision(3))).replace('-', '−');

/** The loss and its gradient at all scores for one target. */
function evaluated(loss: Loss, scores: readonly number[], target: number) {
  return evaluate(loss, { predicted: [...scores], target: scores.map(() => target) });
}

function lossPanels(loss: Loss, range: Range): readonly Panel[] {
  const scores = scoresOf(range);
  const results = range.targets.map(
    (target) => [`target ${shortened(target)}`, evaluated(loss, scores, target)] as const,
  );
  const panel = (title: string, name: 'loss' | 'gradient', fromZero: boolean): Panel => ({
    title,
    x: 'predicted score',
    curves: results.map(([label, values]) => ({ label, points: pointsOf(scores, values[name]) })),
    fromZero,
    overScores: false,
  });
  return [panel('Loss', 'loss', true), panel('Gradient', 'gradient', true)];
}

/** h' and h, the latter from 0 at the left: what is added to a link changes no loss. */
function linkPanels(link: unknown, name: string, x: string, range: Range): readonly Panel[] {
  const scores = scoresOf(range);
  const matching = parseLoss({ kind: 'matching', link });
  const { gradient, hessian } = evaluated(matching, scores, range.from);
  const curve = (values: Float64Array) => [{ label: name, points: pointsOf(scores, values) }];
  return [
    { title: `Sensitivity of the ${name}`, x, curves: curve(hessian), fromZero: true, overScores: true },
    {
      title: `${name === 'link' ? 'Link' : 'Transform'}, less its value at ${shortened(range.from)}`,
      x,
      curves: curve(gradient),
      fromZero: false,
      overScores: true,
    },
  ];
}

/** What of a loss can be drawn over one axis of scores. */
export function panelsOf(loss: Loss, range: Range): readonly Panel[] {
  const { link, transform, kind } = loss.spec;
  const isScalar = loss.axes === '' && loss.inputs.length === 2;
  const x = isScalar || kind === 'perClass' ? 'score' : 'score, or difference of scores';
  const panels = [
    ...(link === undefined ? [] : linkPanels(link, 'link', x, range)),
    ...(transform === undefined ? [] : linkPanels(transform, 'transform', x, range)),
    ...(isScalar ? lossPanels(loss, range) : []),
  ];
  if (panels.length > 0) return panels;
  throw new LossmithOptionError(
    'spec',
    `a loss of the kind ${kind} has neither a link nor a transform to draw`,
    'give one that has',
  );
}
