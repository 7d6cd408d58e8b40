import { closureBackend } from './src/backend.mjs';

/** @type {import('@lossmith/conformance').Subject} */
export default { backend: closureBackend, run: (kernel, inputs) => kernel.run(inputs), precision: 'float32' };
