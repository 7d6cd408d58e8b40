import { type Loss, links, losses } from '@lossmith/core';
import type { LossProgramOptions } from '@lossmith/core/backend';
import { isLabelled, madeLabelled, madeRows, madeScores } from '../made-batches.js';

/** A program, and how it differs from others of its group. */
export interface Variant {
  readonly name: string;
  readonly loss: Loss;
  readonly options: LossProgramOptions;
}

/** Programs that differ in one thing alone: whoever keeps artifacts by all the rest gives one for another. */
export interface Group {
  readonly what: string;
  readonly variants: readonly Variant[];
  /** Where programs differ in what only a full run shows. */
  readonly quick: boolean;
}

const { compositeSoftmax, matching, softmax } = losses;
const { exp, identity, mirror, sinh, softplus, sum } = links;

const open: LossProgramOptions = { parameters: ['link.amplitude', 'link.rate', 'link.center'] };
const one = matching(exp({ rate: 0.5 }));
const rows = softmax({ target: 'label' });

const withOptions = (loss: Loss, all: readonly (readonly [string, LossProgramOptions])[]): Variant[] =>
  all.map(([name, options]) => ({ name, loss, options }));
const withLosses = (all: readonly (readonly [string, Loss])[], options: LossProgramOptions = {}): Variant[] =>
  all.map(([name, loss]) => ({ name, loss, options }));

export const groups: readonly Group[] = [
  {
    what: 'defaults of open parameters',
    quick: true,
    variants: withLosses(
      [
        ['rate 0.5', matching(exp({ rate: 0.5 }))],
        ['rate 0.25', matching(exp({ rate: 0.25 }))],
        ['amplitude 2', matching(exp({ rate: 0.5, amplitude: 2 }))],
        ['center -1', matching(exp({ rate: 0.5, center: -1 }))],
        ['rate 0.5 again', matching(exp({ rate: 0.5 }))],
      ],
      open,
    ),
  },
  {
    what: 'constants',
    quick: true,
    variants: withLosses([
      ['rate 0.7', matching(exp({ rate: 0.7 }))],
      ['rate 0.7001', matching(exp({ rate: 0.7001 }))],
      ['rate 0.70005', matching(exp({ rate: 0.70005 }))],
      ['center 0.7', matching(exp({ center: 0.7 }))],
      ['amplitude 0.7', matching(exp({ amplitude: 0.7 }))],
      ['rate 0.7 again', matching(exp({ rate: 0.7 }))],
    ]),
  },
  {
    what: 'the parameters that are open',
    quick: true,
    variants: withOptions(matching(exp({ rate: 0.5, amplitude: 2, center: -1 })), [
      ['none open', {}],
      ['rate open', { parameters: ['link.rate'] }],
      ['amplitude open', { parameters: ['link.amplitude'] }],
      ['all open', open],
      ['none open again', {}],
    ]),
  },
  {
    what: 'the reduction',
    quick: true,
    variants: withOptions(one, [
      ['none', {}],
      ['sum', { reduction: 'sum' }],
      ['mean', { reduction: 'mean' }],
      ['none again', { reduction: 'none' }],
    ]),
  },
  {
    what: 'weight and mask',
    quick: true,
    variants: withOptions(rows, [
      ['neither', { reduction: 'mean' }],
      ['weight', { reduction: 'mean', weight: true }],
      ['mask of rows', { reduction: 'mean', mask: '' }],
      ['mask of classes', { reduction: 'mean', mask: 'i' }],
      ['weight and mask of rows', { reduction: 'mean', weight: true, mask: '' }],
      ['neither again', { reduction: 'mean' }],
    ]),
  },
  {
    what: 'the outputs',
    quick: true,
    variants: withOptions(one, [
      ['gradient, loss', { outputs: ['gradient', 'loss'] }],
      ['loss, gradient', { outputs: ['loss', 'gradient'] }],
      ['hessian, gradient', { outputs: ['hessian', 'gradient'] }],
      ['gradient', { outputs: ['gradient'] }],
      ['loss', { outputs: ['loss'] }],
      ['gradient, loss again', { outputs: ['gradient', 'loss'] }],
    ]),
  },
  {
    what: 'the kind of target',
    quick: true,
    variants: withLosses([
      ['score', softmax()],
      ['label', rows],
      ['score again', softmax()],
      ['temperature 2', softmax({ temperature: 2 })],
      ['label, temperature 2', softmax({ target: 'label', temperature: 2 })],
    ]),
  },
  {
    what: 'the link',
    quick: true,
    variants: withLosses([
      ['exp', matching(exp())],
      ['mirrored exp', matching(mirror(exp()))],
      ['sinh', matching(sinh())],
      ['identity', matching(identity())],
      ['exp again', matching(exp())],
    ]),
  },
  {
    what: 'the order of links, and the form',
    quick: false,
    variants: withLosses([
      ['exp at 1 and softplus', matching(sum([exp({ center: 1 }), softplus()]))],
      ['exp and softplus at 1', matching(sum([exp(), softplus({ center: 1 })]))],
      ['matching', compositeSoftmax(exp({ rate: 0.5 }), { form: 'matching' })],
      ['divergence', compositeSoftmax(exp({ rate: 0.5 }), { form: 'divergence' })],
      ['matching again', compositeSoftmax(exp({ rate: 0.5 }), { form: 'matching' })],
    ]),
  },
];

/** Data for a program of a group. */
export function dataOf({ loss, options: { weight = false, mask } }: Variant, salt: number) {
  const made = { salt, weight, mask };
  if (loss.axes === '') return madeScores(7, made);
  return isLabelled(loss) ? madeLabelled(7, 3, made) : madeRows(7, 3, made);
}
