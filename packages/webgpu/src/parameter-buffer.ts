import type { WgslModule } from './module.js';

/** One number for all examples, or one per example. */
export type ParameterValues = Readonly<Record<string, number | ArrayLike<number>>>;

/** The buffer of open parameters. `buffer` changes only where values per example need a larger one. */
export interface ParameterBuffer {
  readonly buffer: () => GPUBuffer | undefined;
  update(values: ParameterValues): void;
  dispose(): void;
}

const usage = 0x80 | 0x8; // GPUBufferUsage.STORAGE | COPY_DST

/** Where each parameter's values begin and how far they are apart, then all values. See parameter-text.ts. */
function wordsOf(module: WgslModule, values: ParameterValues): Uint32Array<ArrayBuffer> {
  const lists = module.parameters.map(({ name, value }) => {
    const given = values[name] ?? value;
    return typeof given === 'number' ? [given] : given;
  });
  const head = 2 * lists.length;
  const words = new Uint32Array(lists.reduce((total, { length }) => total + length, head));
  const numbers = new Float32Array(words.buffer);
  let place = head;
  lists.forEach((list, k) => {
    words.set([place, list.length === 1 ? 0 : 1], 2 * k);
    numbers.set(list, place);
    place += list.length;
  });
  return words;
}

export function makeParameterBuffer(
  device: GPUDevice,
  module: WgslModule,
  allocating: (work: () => void) => void,
): ParameterBuffer {
  let buffer: GPUBuffer | undefined;
  const write = (values: ParameterValues): void => {
    if (module.parameters.length === 0) return;
    const words = wordsOf(module, values);
    if (buffer === undefined || buffer.size < words.byteLength) {
      // The one before may be in commands that are still to be submitted: it is left to the garbage collector.
      buffer = device.createBuffer({ size: words.byteLength, usage, label: 'lossmith parameters' });
    }
    device.queue.writeBuffer(buffer, 0, words);
  };
  const update = (values: ParameterValues) => allocating(() => write(values));
  update({});
  return { buffer: () => buffer, update, dispose: () => buffer?.destroy() };
}
