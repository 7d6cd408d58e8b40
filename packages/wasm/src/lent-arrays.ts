import { LossmithError } from '@lossmith/core';
import type { HostInputs } from '@lossmith/core/backend';
import { allocate, type GrowingMemory, type Numbers, plainMemory } from './allocation.js';
import { layoutOf } from './layout-of.js';
import type { MemoryLayout } from './memory-layout.js';
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

/** The regions that hold data of examples. */
function dataOf(spec: ModuleSpec): MemoryLayout {
  const layout = layoutOf(spec);
  return { ...layout, regions: layout.regions.filter(({ kind }) => kind === 'input' || kind === 'output') };
}

function layArrays(spec: ModuleSpec, memory: GrowingMemory, examples: number, items: number) {
  const { end, inputs, outputs } = allocate(dataOf(spec), memory, 0, examples, items);
  const byName = (list: typeof inputs) => Object.fromEntries(list.map(({ name, view }) => [name, view]));
  return { end, inputs: byName(inputs), outputs: byName(outputs) };
}

/** Arrays that are in no module's memory. */
export const plainArrays = (spec: ModuleSpec, examples: number, items: number): LentArrays =>
  layArrays(spec, plainMemory(), examples, items);

/** A module takes a memory of its own for the arrays. Throws where it cannot hold that much. */
export function lenderOf({ spec, instance, ...running }: RunningModule, examples: number, items: number): Lender {
  const { memory } = instance;
  const written: Record<string, Numbers> = {};
  let own: ModuleInstance;
  try {
    const { end, outputs } = layArrays(spec, memory, examples, items);
    const [first] = Object.values(outputs);
    own = { ...instance, lent: { bytes: end, inputBytes: first?.byteOffset ?? end, outputs: written } };
    allocationFor(own, examples, items);
  } catch {
    throw new LossmithError(
      'memory',
      'a WebAssembly memory has no room for these arrays',
      'allocate for fewer examples',
    );
  }
  // Memory that grows takes all arrays in it away: so these are made last.
  const arrays = layArrays(spec, memory, examples, items);
  Object.assign(written, arrays.outputs);
  const inMemory = (values: ArrayLike<number>) => (values as Numbers).buffer === memory.buffer;
  return {
    running: { ...running, spec, instance: own },
    arrays,
    serves: (given) => given.items === items && given.examples <= examples && Object.values(given.data).some(inMemory),
  };
}
