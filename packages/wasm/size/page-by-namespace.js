import { createKernel, links, losses } from '@lossmith/wasm';

const kernel = createKernel(losses.matching(links.sinh({ rate: 0.5 })));
globalThis.results = kernel.run({ predicted: [1, 2], target: [0, 2] });
