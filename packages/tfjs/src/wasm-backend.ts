import type { Backend, HostInputs, Program, ProgramInput } from '@lossmith/core/backend';
import { type WasmArtifact, wasmBackend } from '@lossmith/wasm/backend';
import * as tf from '@tensorflow/tfjs-core';
import { shapeOf } from './context.js';
import type { TfjsArtifact, TfjsInputs } from './tfjs-backend.js';

type Values = Float32Array;

/** The numbers of an input; one for all examples is repeated. */
function valuesOf(tensor: tf.Tensor, { axes }: Pick<ProgramInput, 'axes'>, rows: number): Values {
  const values = tensor.dataSync<'float32'>();
  return axes === '' && values.length === 1 && rows !== 1 ? new Float32Array(rows).fill(values[0] as number) : values;
}

function hostInputs({ inputs, parameters }: Program, { rows, classes, data }: TfjsInputs): HostInputs {
  const numbers = inputs.map((input) => [input.name, valuesOf(data[input.name] as tf.Tensor, input, rows)] as const);
  const given = parameters.filter(({ name }) => data[name] !== undefined);
  const open = given.map(({ name }) => [name, (data[name] as tf.Tensor).dataSync()] as const);
  return { rows, classes, data: Object.fromEntries([...numbers, ...open]) };
}

/** Results as tensors of the shapes that ops would give them. */
function asTensors({ outputs }: Program, { rows, classes }: TfjsInputs, results: ReturnType<WasmArtifact['run']>) {
  const tensors = Object.entries(results).map(([name, values]) => {
    const shape = shapeOf(outputs[name]?.axes ?? '', rows, classes);
    const reduced = values.length !== shape[0] * shape[1] * shape[2];
    return [name, tf.tensor(values as Values, reduced ? [] : shape, 'float32')] as const;
  });
  return Object.fromEntries(tensors);
}

/**
 * Programs as WebAssembly modules of their own, over the data of tensors: read and written by tfjs' public interface, so that
 * every tfjs backend will do whose data can be read at once.
 */
export function tfjsWasmBackend(runtime: string): Backend<unknown, unknown, TfjsArtifact> {
  const backend = wasmBackend({ data: 'float32', arithmetic: 'float64' });
  return {
    ...(backend as Backend<unknown, unknown, unknown>),
    name: `tfjs (${runtime}, by wasm)`,
    emit: (program) => {
      const artifact = backend.emit(program);
      return (inputs) => asTensors(program, inputs, artifact.run(hostInputs(program, inputs)));
    },
  };
}
