export { compositeSoftmax } from './composite-softmax.js';
export { matching, perClass } from './matching.js';
export { softmax } from './softmax.js';
