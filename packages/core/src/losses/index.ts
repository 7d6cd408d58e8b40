export { compositeSoftmax, softmax } from './composite-softmax.js';
export { matching, perClass } from './matching.js';
