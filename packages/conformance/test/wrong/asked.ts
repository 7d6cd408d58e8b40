import type { Program } from '@lossmith/core/backend';
import { type Changes, type Outputs, reduce } from '../simple-backend.js';
import { mapped } from './data.js';
import { quick, type WrongBackend } from './wrong-backend.js';

type Results = NonNullable<Changes['results']>;
type Reduce = typeof reduce;

/** Outputs are told apart by their place in a list of names. */
const namedAs =
  (order: (names: readonly string[]) => readonly string[]): Results =>
  (results) => {
    const names = Object.keys(results);
    const values = Object.values(results);
    return Object.fromEntries(order(names).map((name, k) => [name, values[k] as Float32Array]));
  };

const fixed = ['loss', 'gradient', 'hessian'];
const inFixedOrder = namedAs((names) => fixed.filter((name) => names.includes(name)));
const byAlphabet = namedAs((names) => [...names].sort());

/** An output alone goes another way. */
const alone =
  (
    name: string,
    reductions: readonly Program['reduction'][],
    change: (x: number, results: Outputs) => number,
  ): Results =>
  (results, _, { reduction, outputs }) => {
    const isAlone =
      Object.keys(outputs)
        .filter((one) => one !== 'weight')
        .join() === name;
    return isAlone && reductions.includes(reduction) ? mapped(results, (x) => change(x, results)) : results;
  };

/** Derivatives of a mean are divided by what a loss that is not there would have summed. */
const derivativesWithoutLoss: Reduce = (reduction, outputs, examples, sum) =>
  reduce(reduction === 'mean' && outputs.loss === undefined ? 'sum' : reduction, outputs, examples, sum);

/** The hessian is made with the gradient, or not at all. */
const withGradientAlone: Results = (results) =>
  results.gradient === undefined && results.hessian !== undefined ? mapped(results, () => 0) : results;

/** A loss by itself is not reduced. */
const lossAloneUnreduced: Reduce = (reduction, outputs, examples, sum) => {
  const names = Object.keys(outputs).filter((name) => name !== 'weight');
  return names.join() === 'loss' && reduction === 'sum'
    ? { loss: outputs.loss as Float32Array }
    : reduce(reduction, outputs, examples, sum);
};

/** Two outputs, of three, that are the same instruction's are made once and in the wrong place. */
const lastForTwo: Results = (results, _, { outputs }) => {
  const names = Object.keys(outputs).filter((name) => name !== 'weight');
  if (names.length !== 2 || names[0] !== 'hessian') return results;
  return { ...results, [names[0]]: results[names[1] as string] as Float32Array };
};

const single = 'data/each output alone';
const orders = 'data/outputs in every order';

/** Backends that give what was not asked for. */
export const wrongAsked: readonly WrongBackend[] = [
  quick('outputs in an order of its own', orders, /asked for gradient, loss/, { results: inFixedOrder }),
  quick('outputs in the order of the alphabet', orders, /asked for loss, gradient/, { results: byAlphabet }),
  quick('outputs the other way round', orders, /asked for/, { results: namedAs((names) => [...names].reverse()) }),
  quick('a hessian before another output', orders, /asked for hessian, gradient/, { results: lastForTwo }),
  quick('no derivatives without the gradient', single, /asked for hessian, .*hessian/, { results: withGradientAlone }),
  quick('means of derivatives without the loss', single, /asked for gradient, reduction mean/, {
    reduce: derivativesWithoutLoss,
  }),
  quick('a loss alone that is not reduced', single, /loss has \d+ numbers, expected 1/, { reduce: lossAloneUnreduced }),
  quick('a hessian alone in a mean', single, /asked for hessian, reduction mean/, {
    results: alone('hessian', ['mean'], (x) => 2 * x),
  }),
  quick('a gradient alone in a sum', single, /asked for gradient, reduction sum/, {
    results: alone('gradient', ['sum'], () => 0),
  }),
  quick('a loss alone in no reduction', single, /asked for loss, reduction none/, {
    results: alone('loss', ['none'], (x) => x + 1),
  }),
];
