import { links, losses, requestDevice } from '@lossmith/webgpu';
import { drawChart, type Series } from './chart.js';
import { makeExamples, truth } from './data.js';
import { scoreAt } from './model.js';
import { createTrainer } from './trainer.js';

/** Two losses for one model: one that treats all scores alike, and one for which high scores matter most. */
const contenders = [
  { name: 'squared error', color: '#0072b2', loss: losses.matching(links.identity()), rate: 0.02 },
  {
    name: 'high scores matter',
    color: '#d55e00',
    loss: losses.matching(links.sum([links.identity({ amplitude: 0.1 }), links.sigmoid({ rate: 3, center: 2 })])),
    rate: 0.05,
  },
] as const;

const grid = Array.from({ length: 201 }, (_, k) => k / 100 - 1);
const stepsPerFrame = 20;
const examples = makeExamples(2048);

/** Mean losses of each contender, one per frame, and how far off each is at the peak in the end. */
export interface Outcome {
  readonly history: readonly (readonly number[])[];
  readonly errorAtPeak: readonly number[];
}

function canvasIn(parent: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 300 });
  parent.append(canvas);
  return canvas;
}

function legendIn(parent: HTMLElement): void {
  const legend = document.createElement('p');
  for (const { name, color } of [...contenders, { name: 'what is to be learnt', color: '#222' }]) {
    const entry = document.createElement('span');
    entry.textContent = `— ${name}  `;
    entry.style.color = color;
    legend.append(entry);
  }
  parent.append(legend);
}

const observed: Series = {
  color: '#bbb',
  dots: true,
  points: Array.from(examples.x, (x, k) => [x, examples.observed[k] as number] as const),
};
const learnt: Series = { color: '#222', points: grid.map((x) => [x, truth(x)] as const) };

/** Trains for so many steps, and draws the fits and the losses on the way. */
export async function showPage(parent: HTMLElement, steps: number): Promise<Outcome> {
  const title = document.createElement('h1');
  title.textContent = 'One small model, two losses, trained on the GPU';
  parent.append(title);
  legendIn(parent);
  const [fits, curves] = [canvasIn(parent), canvasIn(parent)];
  const device = await requestDevice();
  const trainers = await Promise.all(contenders.map(({ loss, rate }) => createTrainer(device, loss, examples, rate)));
  const history: number[][] = contenders.map(() => []);
  let weights: readonly Float32Array[] = [];
  for (let step = 0; step < steps; step += stepsPerFrame) {
    const progress = await Promise.all(trainers.map((trainer) => trainer.train(step === 0 ? 1 : stepsPerFrame)));
    weights = progress.map((one) => one.weights);
    progress.forEach(({ loss }, k) => {
      history[k]?.push(loss);
    });
    const series = contenders.map(({ color }, k) => ({
      color,
      points: grid.map((x) => [x, scoreAt(weights[k] as Float32Array, x)] as const),
    }));
    const labels = { x: 'x', y: 'score' };
    drawChart(fits, { x: [-1, 1], y: [-2, 4], labels }, [observed, learnt, ...series]);
    drawChart(
      curves,
      { x: [0, steps], y: [0, 1], labels: { x: 'step', y: 'mean loss, of the first' } },
      contenders.map(({ color }, k) => ({
        color,
        points: (history[k] as number[]).map(
          (loss, n) => [n * stepsPerFrame, loss / (history[k]?.[0] as number)] as const,
        ),
      })),
    );
    await new Promise(requestAnimationFrame);
  }
  const peak = 0.45;
  const errorAtPeak = weights.map((own) => Math.abs(scoreAt(own, peak) - truth(peak)));
  return { history, errorAtPeak };
}
