import { emitSection } from '../../conformance/bench/emit-times.mjs';
import { nodeGpu } from '../test/software-gpu.mjs';
import { sectionsOn } from './sections.mjs';

const gpu = await nodeGpu();
const adapter = await gpu.requestAdapter();

const absent = ['scores', 'rows'].map((name) => ({
  name,
  title: 'WebGPU kernels',
  ours: [],
  missing: 'no GPU here, and no SwiftShader for this system',
}));

/** Which device it ran on, beside the machine. */
export const versions = adapter === null ? {} : { WebGPU: `${adapter.info.vendor} ${adapter.info.device}`.trim() };

export default adapter === null
  ? absent
  : [...(await sectionsOn(gpu, adapter)), emitSection([(await import('../conformance.mjs')).default])];
