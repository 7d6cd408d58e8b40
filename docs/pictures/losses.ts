import { evaluate, type Loss, links, losses, presets } from '@lossmith/core';
import { scores } from './curves.ts';
import { type Curve, draw } from './draw.ts';

type Rows = (x: number) => { readonly predicted: number[]; readonly target?: number[] | number };

/** The loss of a row that changes with x. */
function along(loss: Loss, xs: readonly number[], rows: Rows): Curve['points'] {
  const data = xs.map(rows);
  const predicted = data.map((row) => row.predicted);
  const target = data.map((row) => row.target);
  const inputs = { predicted, ...(target[0] === undefined ? {} : { target }) };
  const values = evaluate(loss, inputs as never).loss;
  return xs.map((x, k) => ({ x, y: values[k]! }));
}

const logistic = losses.matching(links.sigmoid(), { target: 'output' });
const outputs = (x: number, y: number) => evaluate(logistic, { predicted: [x], target: [y] }).loss[0]!;

function outputPicture(): string {
  const xs = scores(-5, 5, 81);
  const curve = (y: number) => xs.map((x) => ({ x, y: outputs(x, y) }));
  return draw({
    title: 'Output targets, sigmoid link',
    xLabel: 'predicted score',
    yDomain: [0, 5],
    curves: [
      { name: 'y = 1', look: 'first', points: curve(1), label: { x: -4, dx: 32 } },
      { name: 'y = 0.8', look: 'second', points: curve(0.8), label: { x: -3.2, dx: -14, dy: 22 } },
      { name: 'y = 0', look: 'third', points: curve(0), label: { x: 4, dx: -32 } },
    ],
  });
}

/** Two classes, whose observed scores are 2 and 0: the first prediction moves, the second is right. */
function classesPicture(): string {
  const xs = scores(-4, 5, 91);
  const exp = links.exp({ rate: 0.5 });
  const rows: Rows = (x) => ({ predicted: [x, 0], target: [2, 0] });
  return draw({
    title: 'Classes: scores 2 and 0 observed',
    xLabel: 'first predicted score',
    yDomain: [0, 4],
    curves: [
      {
        name: 'softmax',
        look: 'plain',
        points: along(losses.softmax(), xs, rows),
        label: { x: -2.4, dx: -20, dy: 19 },
      },
      {
        name: 'matching',
        look: 'first',
        points: along(losses.compositeSoftmax(exp, { form: 'matching' }), xs, rows),
        label: { x: 3.9, dx: -40 },
      },
      {
        name: 'divergence',
        look: 'second',
        points: along(losses.compositeSoftmax(exp, { form: 'divergence' }), xs, rows),
        label: { x: -2.7, dy: -11 },
      },
    ],
  });
}

/** A pair whose first item is more relevant, by the difference of its scores. */
function pairsPicture(): string {
  const xs = scores(-4, 4, 81);
  const around =
    (place: number): Rows =>
    (x) => ({ predicted: [place + x / 2, place - x / 2], target: [1, 0] });
  const composite = losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'divergence', target: 'relevance' });
  return draw({
    title: 'Pairs: the first is more relevant',
    xLabel: 'difference of the predicted scores',
    yDomain: [0, 5],
    curves: [
      {
        name: 'RankNet',
        look: 'plain',
        points: along(presets.rankNet(), xs, around(0)),
        label: { x: -3.2, dx: -4, dy: 22 },
      },
      { name: 'composite, low', look: 'first', points: along(composite, xs, around(-2)), label: { x: 2, dy: -10 } },
      {
        name: 'composite, high',
        look: 'second',
        points: along(composite, xs, around(2)),
        label: { x: -1.2, dx: 62, dy: -8 },
      },
    ],
  });
}

/** A preference, by β times the difference of the log-probabilities. */
function preferencesPicture(): string {
  const xs = scores(-4, 4, 81);
  const rows: Rows = (x) => ({ predicted: [x, 0] });
  return draw({
    title: 'Preferences, β = 1',
    xLabel: 'difference of the log-probabilities',
    yDomain: [0, 5],
    curves: [
      {
        name: 'DPO',
        look: 'first',
        points: along(presets.dpo({ beta: 1 }), xs, rows),
        label: { x: -3.2, dx: -12, dy: 20 },
      },
      { name: 'IPO', look: 'second', points: along(presets.ipo({ beta: 1 }), xs, rows), label: { x: 2.6, dx: -20 } },
      {
        name: 'SimPO, γ = 1',
        look: 'third',
        points: along(presets.simPo({ beta: 1, gamma: 1 }), xs, rows),
        label: { x: -3, dx: 56, dy: -10 },
      },
    ],
  });
}

export const lossPictures = (): Readonly<Record<string, string>> => ({
  'losses/outputs.svg': outputPicture(),
  'losses/classes.svg': classesPicture(),
  'losses/pairs.svg': pairsPicture(),
  'losses/preferences.svg': preferencesPicture(),
});
