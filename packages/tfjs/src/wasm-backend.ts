import type { Backend, Program, ProgramInput } from '@lossmith/core/backend';
import { wasmBackend } from '@lossmith/wasm/backend';
import * as tf from '@tensorflow/tfjs-core';
import { shapeOf } from './program-shapes.js';
import { byNumbers } from './tensor-numbers.js';
import type { ProgramTensors, TfjsArtifact } from './tfjs-backend.js';

/** The numbers of an input; one for all examples is repeated. */
function repeated(values: Float32Array, { axes }: Pick<ProgramInput, 'axes'>, examples: number): Float32Array {
  return axes === '' && values.length === 1 && examples !== 1
    ? new Float32Array(examples).fill(values[0] as number)
    : values;
}

/** Shapes of results, as ops would give them. What an example counts is part of a reduced loss, no result of its own. */
function shapesOf({ outputs, reduction }: Program, { examples, items }: ProgramTensors): Record<string, number[]> {
  const reduced = reduction !== 'none';
  const names = Object.keys(outputs).filter((name) => !(reduced && (name === 'weight' || name === 'kept')));
  return Object.fromEntries(
    names.map((name) => {
      const shape: number[] = shapeOf(outputs[name]?.axes ?? '', examples, items);
      return [name, reduced && name === 'loss' ? [] : shape];
    }),
  );
}

/** A product of tensors [examples, items, 1] and [examples or 1, 1, 1]. On tfjs' cpu backend 2²⁰ of them take 1 ms, and 100 with tf.mul. */
export function multiplyOnHost(x: tf.Tensor, factor: tf.Tensor): tf.Tensor {
  if (factor.size === 1 && factor.dataSync()[0] === 1) return tf.reshape(x, x.shape);
  const { product } = byNumbers({ x, factor }, { product: x.shape }, (inputs, outputs) => {
    const { x: values, factor: factors } = inputs as Record<'x' | 'factor', Float32Array>;
    const { product: products } = outputs as Record<'product', Float32Array>;
    const width = values.length / factors.length;
    let k = 0;
    for (const share of factors)
      for (const end = k + width; k < end; k += 1) products[k] = (values[k] as number) * share;
  });
  return product as tf.Tensor;
}

/** Programs as WebAssembly modules of their own, over the numbers of tensors. */
export function tfjsWasmBackend(runtime: string): Backend<unknown, unknown, TfjsArtifact> {
  const backend = wasmBackend({ data: 'float32', arithmetic: 'float32' });
  return {
    ...(backend as Backend<unknown, unknown, unknown>),
    name: `tfjs (${runtime}, by wasm)`,
    emit: (program) => {
      const artifact = backend.emit(program);
      const { inputs, parameters } = program;
      return (call) => {
        const { examples, items, data } = call;
        const open = parameters.filter(({ name }) => data[name] !== undefined);
        const needed = [...inputs, ...open].map(({ name }) => [name, data[name] as tf.Tensor]);
        return byNumbers(Object.fromEntries(needed), shapesOf(program, call), (numbers, outputs) => {
          const given = inputs.map((input) => [
            input.name,
            repeated(numbers[input.name] as Float32Array, input, examples),
          ]);
          artifact.run({ examples, items, data: { ...numbers, ...Object.fromEntries(given) } }, outputs);
        });
      };
    },
  };
}
