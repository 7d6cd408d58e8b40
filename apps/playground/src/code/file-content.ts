import { type LossSpec, parseLoss } from '@lossmith/core';
import { compileOnnx } from '@lossmith/onnx';
import { compilePython } from '@lossmith/python';
import { compileWasm } from '@lossmith/wasm';
import { compileWgsl } from '@lossmith/webgpu';
import type { FileName } from './file-names.js';

/** What stands in a file. */
export function fileContent(name: FileName, spec: LossSpec): Uint8Array<ArrayBuffer> | string {
  const loss = parseLoss(spec);
  switch (name) {
    case 'loss.json':
      return `${JSON.stringify(loss.spec, undefined, 2)}\n`;
    case 'loss.onnx':
      return compileOnnx(loss).bytes as Uint8Array<ArrayBuffer>;
    case 'loss.wasm':
      return compileWasm(loss).bytes;
    case 'loss.wgsl':
      return compileWgsl(loss).code;
    case 'loss.py':
      return compilePython(loss, { library: 'numpy' }).source;
    case 'loss_torch.py':
      return compilePython(loss, { library: 'torch' }).source;
  }
}
