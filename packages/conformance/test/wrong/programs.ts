import { type Expression, expressions, type Loss, links, losses } from '@lossmith/core';
import { compileFor, compileLoss, type LossProgramOptions, type MaskAxes, type Program } from '@lossmith/core/backend';
import { simpleBackend } from '../simple-backend.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

const { backend } = simpleBackend();
const { add, exp, log, multiply, subtract } = expressions;

/** What a program was compiled for, as far as it can be told from it. */
function optionsOf({ inputs, outputs, parameters, precision, reduction }: Program): LossProgramOptions {
  const mask = inputs.find(({ name }) => name === 'mask')?.axes as MaskAxes | undefined;
  return {
    outputs: Object.keys(outputs).filter((name) => name !== 'weight') as NonNullable<LossProgramOptions['outputs']>,
    reduction,
    precision,
    weight: inputs.some(({ name }) => name === 'weight'),
    ...(mask === undefined ? {} : { mask }),
    parameters: parameters.map(({ name }) => name),
  };
}

const same = (x: Program, y: Program) => JSON.stringify(x) === JSON.stringify(y);

/** Gives another program wherever a backend is given that of `from`. */
const replace = (from: Loss, to: (options: LossProgramOptions) => Program) => (program: Program) => {
  const options = optionsOf(program);
  if (from.axes === '' && options.mask === 'i') return program;
  return same(program, compileLoss(backend, from, options)) ? to(options) : program;
};

const becomes = (from: Loss, to: Loss) => replace(from, (options) => compileLoss(backend, to, options));

const score = (name: string): Expression => Object.freeze({ op: 'input', args: Object.freeze([]), axes: '', name });
const [predicted, target] = [score('predicted'), score('target')];
const gap = subtract(predicted, target);
const sigmoid = (x: Expression) => expressions.divide(1, add(1, exp(expressions.negate(x))));
const slope = (x: Expression) => multiply(sigmoid(x), subtract(1, sigmoid(x)));
const softplus = (x: Expression) => log(add(1, exp(x)));

/** The loss of a sigmoid link as a textbook has it, and the derivatives of that. */
const textbook: Readonly<Record<string, Expression>> = {
  loss: subtract(subtract(softplus(predicted), softplus(target)), multiply(gap, sigmoid(target))),
  gradient: subtract(sigmoid(predicted), sigmoid(target)),
  hessian: slope(predicted),
};

/** A program of expressions in place of that of the sigmoid link, for the outputs asked for. */
const written = (by: Readonly<Record<string, Expression>>) =>
  replace(losses.matching(links.sigmoid()), ({ outputs = [], reduction = 'none' }) => {
    const chosen = outputs.map((name) => [name, { expression: by[name] as Expression, axes: '' }] as const);
    return compileFor(backend, Object.fromEntries(chosen), { precision: 'float32', reduction });
  });

const transform = links.exp({ rate: 0.5 });

/** Backends that compute something else than the program says. */
export const wrongPrograms: readonly WrongBackend[] = [
  quick(
    'textbook potential difference H(ŝ) − H(s) − (ŝ − s)h(s)',
    'values/golden/matching(sigmoid())',
    /loss at ŝ = .* ulp off/,
    { program: written(textbook) },
  ),
  quick(
    'textbook potential difference, between the exact points',
    'properties/zero at the optimum: matching(sigmoid())',
    /loss at ŝ = .* is .*, exactly 0/,
    { program: written(textbook) },
  ),
  quick('the gradient by target', 'properties/the sign of the gradient: matching(sigmoid())', /gradient at ŝ = /, {
    program: written({ ...textbook, gradient: expressions.negate(multiply(gap, slope(target))) }),
  }),
  quick(
    'composite Softmax: divergence for matching',
    'properties/identity: the matching form is the divergence plus',
    /loss\[\d+\] is .* ulp apart/,
    {
      program: becomes(
        losses.compositeSoftmax(transform, { form: 'matching' }),
        losses.compositeSoftmax(transform, { form: 'divergence' }),
      ),
    },
  ),
  full('temperature left out', 'values/golden/softmax({ temperature: 4 })', /loss at ŝ = /, {
    program: becomes(losses.softmax({ temperature: 4 }), losses.softmax()),
  }),
  quick('the center of a link left out', 'values/golden/matching(asinh({ center: 2 })', /gradient at ŝ = /, {
    program: becomes(
      losses.matching(links.asinh({ center: 2 }), { target: 'output' }),
      losses.matching(links.asinh(), { target: 'output' }),
    ),
  }),
];
