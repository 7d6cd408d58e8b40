import { nodeGpu } from '../../../packages/webgpu/test/software-gpu.mjs';

/** Node with the navigator.gpu that browsers have: what @lossmith/webgpu's own tests run on. */
const gpu = await nodeGpu();
Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
