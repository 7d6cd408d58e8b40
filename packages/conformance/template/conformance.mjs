import { backend, run } from './dist/index.js';

/**
 * One subject for each runtime, or each precision, that the backend is for.
 *
 * @type {import('@lossmith/conformance').Subject<import('./dist/index.js').Artifact>[]}
 */
export default [{ backend, run, precision: 'float32' }];
