import type { Loss } from '@lossmith/core';
import type { Precision } from '@lossmith/core/backend';
import { programOf, type WasmOptions } from './options.js';
import { type Place, placesOf } from './plan.js';
import { writeModule } from './write-module.js';

/** A loss as a WebAssembly module, for hosts of any language: see the package's README for its functions. */
export interface WasmModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the arrays in memory. */
  readonly data: Precision;
  /** What the functions take behind rows and classes: addresses, in this order. */
  readonly places: readonly Place[];
  /** Open parameters in the order in which they stand in 'numbers', behind the factor. */
  readonly parameters: readonly string[];
}

/** Compiles a loss to the bytes of a module. The same loss and options give the same bytes. */
export function compileWasm(loss: Loss, options: WasmOptions = {}): WasmModule {
  const { program, kind } = programOf(loss, options, 'constants');
  const plan = { program, arithmetic: kind.arithmetic, perExample: [] };
  const parameters = program.parameters.map(({ name }) => name);
  return { bytes: writeModule(plan), data: kind.data, places: placesOf(plan), parameters };
}
