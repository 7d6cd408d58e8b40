import { type Allocation, allocate } from './allocation.js';
import { examplesPerBlock, type MemoryLayout } from './memory-layout.js';

/** A function of a module. */
export type ModuleFunction = (examples: number, items: number, ...addresses: number[]) => void;

/** A module that can be called. */
export interface ModuleInstance {
  readonly layout: MemoryLayout;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly run: ModuleFunction;
  readonly count: ModuleFunction | undefined;
  /** Kept from call to call. */
  allocation: Allocation | undefined;
}

export function instantiate(layout: MemoryLayout, module: WebAssembly.Module): ModuleInstance {
  const { exports } = new WebAssembly.Instance(module);
  const { memory, run, count } = exports as unknown as Pick<ModuleInstance, 'memory' | 'run' | 'count'>;
  return { layout, module, memory, run, count, allocation: undefined };
}

/** Memory for a block of as many examples, or of as many as a block has at most. */
export function allocationFor(instance: ModuleInstance, examples: number, items: number): Allocation {
  const wanted = Math.min(examples, examplesPerBlock(instance.layout, items));
  const { allocation } = instance;
  if (allocation !== undefined && allocation.items === items && allocation.examples >= wanted) return allocation;
  instance.allocation = allocate(instance.layout, instance.memory, wanted, items);
  return instance.allocation;
}
