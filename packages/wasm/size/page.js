import { createKernel } from '@lossmith/wasm';
import { sinh } from '@lossmith/wasm/links';
import { matching } from '@lossmith/wasm/losses';

const kernel = createKernel(matching(sinh({ rate: 0.5 })));
globalThis.results = kernel.run({ predicted: [1, 2], target: [0, 2] });
