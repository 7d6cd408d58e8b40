import { evaluate, links, losses } from '../dist/index.js';

const count = 1_000_000;
const scores = (shift) => Float64Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);
const inputs = { predicted: scores(0.2), target: scores(0) };

const [loss, gradient] = [new Float64Array(count), new Float64Array(count)];

/** The least one can do: squared error and its gradient in one loop over arrays that are there. */
function loop() {
  for (let k = 0; k < count; k += 1) {
    gradient[k] = inputs.predicted[k] - inputs.target[k];
    loss[k] = 0.5 * gradient[k] * gradient[k];
  }
}

const kinds = ['identity', 'sinh', 'exp', 'sigmoid', 'arctan', 'softplus', 'erf'];

function candidatesOf(kind) {
  const matching = losses.matching(links[kind]({ rate: 0.5 }));
  return { candidates: { evaluate: () => evaluate(matching, inputs, { reduction: 'mean' }), loop } };
}

export default [
  {
    name: 'evaluate',
    title:
      'evaluate, 10⁶ scores, loss, gradient and hessian in float64; and a plain loop for squared error and its gradient',
    ours: ['evaluate'],
    others: ['loop'],
    ratios: [{ of: 'evaluate', over: 'loop' }],
    bars: [{ of: 'evaluate', atMost: 500 }],
    tasks: Object.fromEntries(kinds.map((kind) => [kind, () => candidatesOf(kind)])),
  },
];
