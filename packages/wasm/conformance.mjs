import { backend, run } from './dist/index.js';

/** @type {import('@lossmith/conformance').Subject<import('./dist/index.js').Artifact>} */
export default { backend, run, precision: 'float32' };
