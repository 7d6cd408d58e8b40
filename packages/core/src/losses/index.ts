export { compositeSoftmax } from './composite-softmax.js';
export { distillation } from './distillation.js';
export { listMle } from './list-mle.js';
export { matching, perClass } from './matching.js';
export { pairwise } from './pairwise.js';
export { pairwiseComposite } from './pairwise-composite.js';
export { preference } from './preference.js';
export { softmax } from './softmax.js';
