import { LossmithError } from '@lossmith/core';
import type { HostInputs } from '@lossmith/core/backend';
import { arrayType, bytesFor, growTo, type Numbers } from './allocation.js';
import { layoutOf } from './layout-of.js';
import { type MemoryRegion, widthOf } from './memory-layout.js';
import { allocationFor, type ModuleInstance } from './module-instance.js';
import type { ModuleSpec } from './module-spec.js';
import type { Results, RunningModule } from './run-module.js';

/** Arrays by name for all that a program reads and writes per example. */
export interface LentArrays {
  readonly inputs: Results;
  readonly outputs: Results;
}

/** A module of its own, whose memory begins with arrays lent to the caller. It never grows afterwards, so that they stay valid. */
export interface Lender {
  readonly running: RunningModule;
  readonly arrays: LentArrays;
  /** Whether any of these arrays is among the data, and the data are not larger than what was asked for. */
  serves(inputs: HostInputs): boolean;
}

type MakeArray = (region: MemoryRegion, length: number) => Numbers;

function arraysOf(spec: ModuleSpec, examples: number, items: number, make: MakeArray): LentArrays {
  const of = (kind: MemoryRegion['kind']): Results => {
    const regions = layoutOf(spec).regions.filter((region) => region.kind === kind);
    return Object.fromEntries(
      regions.map((region) => [region.name, make(region, examples * widthOf(region, items))] as const),
    );
  };
  return { inputs: of('input'), outputs: of('output') };
}

/** Arrays that are in no module's memory. */
export const plainArrays = (spec: ModuleSpec, examples: number, items: number): LentArrays =>
  arraysOf(spec, examples, items, ({ type }, length) => new (arrayType(type))(length));

/** Bytes of the inputs, and of all arrays. Layouts have inputs before outputs. */
function sizesOf(spec: ModuleSpec, examples: number, items: number) {
  const sizes = { input: 0, output: 0 };
  arraysOf(spec, examples, items, ({ kind, type }, length) => {
    sizes[kind as 'input' | 'output'] += bytesFor(type, length);
    return new Float32Array(0);
  });
  return { inputBytes: sizes.input, bytes: sizes.input + sizes.output };
}

const tooLarge = (bytes: number) =>
  new LossmithError(
    'memory',
    `arrays of ${Math.ceil(bytes / 2 ** 20)} MiB find no room in a WebAssembly memory`,
    'allocate for fewer examples',
  );

/** A module takes a memory of its own for the arrays. Throws where it cannot hold that much. */
export function lenderOf(running: RunningModule, examples: number, items: number): Lender {
  const { spec, instance } = running;
  const { inputBytes, bytes } = sizesOf(spec, examples, items);
  const { memory } = instance;
  const outputs: Record<string, Numbers> = {};
  const own: ModuleInstance = { ...instance, lent: { bytes, inputBytes, outputs } };
  // First what grows the memory, which detaches all arrays in it.
  try {
    growTo(memory, bytes);
    allocationFor(own, examples, items);
  } catch {
    throw tooLarge(bytes);
  }
  let end = 0;
  const arrays = arraysOf(spec, examples, items, ({ type }, length) => {
    const array = new (arrayType(type))(memory.buffer, end, length);
    end += bytesFor(type, length);
    return array;
  });
  Object.assign(outputs, arrays.outputs);
  const inMemory = (values: ArrayLike<number>) => (values as Numbers).buffer === memory.buffer;
  return {
    running: { ...running, instance: own },
    arrays,
    serves: (inputs) =>
      inputs.items === items && inputs.examples <= examples && Object.values(inputs.data).some(inMemory),
  };
}
