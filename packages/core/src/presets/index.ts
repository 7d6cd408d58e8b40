/** Known losses by their names: docs/known-losses.md has them all, and those that are no matching losses. */
export { alphaPo, bco, cdpo, cpo, dpo, fDpo, ipo, nca, orpo, simPo, sppo } from './alignment.js';
export { hinton } from './distilling.js';
export { logistic, poisson, squared } from './pointwise.js';
export {
  infoNce,
  lambdaRank,
  listMle,
  listNet,
  pairwiseMse,
  rankNet,
  softmaxCrossEntropy,
  squaredHinge,
} from './ranking.js';
