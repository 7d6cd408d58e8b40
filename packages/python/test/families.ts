import { type Loss, links, losses } from '../src/index.js';

const knots: [number, number][] = [
  [-2, -3],
  [0, 0],
  [1, 2],
  [3, 2.5],
];
const regions = [{ from: 0.3, gain: 2, softness: 0.8 }];

/** Every link there is, or one of each make. */
const allLinks = {
  identity: links.identity(),
  sigmoid: links.sigmoid({ rate: 1.3 }),
  tanh: links.tanh(),
  arctan: links.arctan({ center: 0.2 }),
  softsign: links.softsign(),
  erf: links.erf(),
  clip: links.clip({ threshold: 1.1 }),
  sinh: links.sinh({ rate: 0.5 }),
  cube: links.power({ exponent: 3 }),
  root: links.power({ exponent: 0.5, center: 9 }),
  asinh: links.asinh(),
  exp: links.exp({ rate: 0.8 }),
  softplus: links.softplus(),
  mirror: links.mirror(links.exp({ rate: 0.5 })),
  sum: links.sum([links.identity({ amplitude: 0.1 }), links.sigmoid({ center: 1 })]),
  piecewiseLinear: links.piecewiseLinear({ knots }),
  monotoneCubic: links.monotoneCubic({ knots }),
  fromSensitivity: links.fromSensitivity({ floor: 0.2, regions }),
};

const { sigmoid, sinh, exp, identity, tanh } = allLinks;

/** A loss of every family and every target, by name. */
export const allFamilies: Readonly<Record<string, Loss>> = {
  ...Object.fromEntries(Object.entries(allLinks).map(([name, link]) => [`matching ${name}`, losses.matching(link)])),
  'matching sigmoid output': losses.matching(sigmoid, { target: 'output' }),
  'matching exp output': losses.matching(exp, { target: 'output' }),
  'linkSquared tanh': losses.linkSquared(tanh),
  'weightedSquared exp': losses.weightedSquared(exp),
  'perClass tanh': losses.perClass(tanh),
  'perClass sigmoid output': losses.perClass(sigmoid, { target: 'output' }),
  'softmax score': losses.softmax({ temperature: 1.5 }),
  'softmax probability': losses.softmax({ target: 'probability' }),
  'softmax label': losses.softmax({ target: 'label' }),
  'compositeSoftmax matching': losses.compositeSoftmax(exp, { form: 'matching' }),
  'compositeSoftmax divergence': losses.compositeSoftmax(tanh, { form: 'divergence' }),
  'compositeSoftmax label': losses.compositeSoftmax(exp, { form: 'divergence', target: 'label' }),
  'compositeSoftmax probability': losses.compositeSoftmax(exp, { form: 'divergence', target: 'probability' }),
  'pairwise sigmoid': losses.pairwise(sigmoid),
  'pairwise sinh': losses.pairwise(sinh),
  'pairwise byTarget': losses.pairwise(exp, { order: 'byTarget' }),
  'pairwise relevance': losses.pairwise(sigmoid, { target: 'relevance' }),
  'pairwise lambda': losses.pairwise(sigmoid, { target: 'relevance', pairWeight: 'lambda' }),
  'pairwiseComposite score': losses.pairwiseComposite(exp, { form: 'matching' }),
  'pairwiseComposite relevance': losses.pairwiseComposite(exp, { form: 'divergence', target: 'relevance' }),
  'preference label': losses.preference(sigmoid, { beta: 0.5 }),
  'preference gap': losses.preference(identity, { target: 'gap' }),
  distillation: losses.distillation({ temperature: 2 }),
  listMle: losses.listMle(),
};
