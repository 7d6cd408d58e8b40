import type { Loss } from '@lossmith/core';
import { layoutOf } from './layout-of.js';
import type { MemoryRegion } from './memory-layout.js';
import { programOf, type WasmOptions } from './options.js';
import { writeModule } from './write-module.js';

/** A loss as a WebAssembly module, for hosts of any language: see the package's README for its functions. */
export interface WasmModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What is in memory. Functions take examples, items, and the address of each of these, in this order. */
  readonly regions: readonly MemoryRegion[];
  /** Open parameters in the order in which they stand in 'scalars', behind the factor. */
  readonly parameters: readonly string[];
}

/** Compiles a loss to the bytes of a module. The same loss and options give the same bytes. */
export function compileWasm(loss: Loss, options: WasmOptions = {}): WasmModule {
  const program = programOf(loss, options, 'constants');
  const spec = { program, perExample: [] };
  const parameters = program.parameters.map(({ name }) => name);
  return { bytes: writeModule(spec), regions: layoutOf(spec).regions, parameters };
}
