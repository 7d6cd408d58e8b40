import { links, losses } from '@lossmith/core';
import * as B from '@lossmith/core/backend';
import '@tensorflow/tfjs-core';

const w = await import('./dist/tfjs-backend.js');
const back = w.tfjsBackend('wasm');
const p = B.compileExpressions(
  B.lossOutputs(losses.matching(links.sinh({ rate: 0.5 })), ['loss', 'gradient'], { weight: false }),
  { precision: 'float32' },
  back.lowerings,
);
p.instructions.forEach((i, k) => {
  if (i.op !== 'constant')
    console.log(
      k,
      i.op,
      i.args.map((a) => (p.instructions[a].op === 'constant' ? p.instructions[a].value : a)).join(' '),
      i.name ?? '',
    );
});
