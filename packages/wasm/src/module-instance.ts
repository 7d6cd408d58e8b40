import { type Allocation, allocate, type Numbers } from './allocation.js';
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
  /** What stands in front of its regions; undefined where nothing does. */
  readonly lent: LentMemory | undefined;
  /** Kept from call to call. */
  allocation: Allocation | undefined;
}

/** The beginning of a module's memory, lent to the caller: arrays that are used where they are. */
export interface LentMemory {
  readonly bytes: number;
  /** Below that address are inputs, above it outputs, so that no output is ever read as an input. */
  readonly inputBytes: number;
  readonly outputs: Readonly<Record<string, Numbers>>;
}

export function instantiate(layout: MemoryLayout, module: WebAssembly.Module): ModuleInstance {
  const { exports } = new WebAssembly.Instance(module);
  const { memory, run, count } = exports as unknown as Pick<ModuleInstance, 'memory' | 'run' | 'count'>;
  return { layout, module, memory, run, count, lent: undefined, allocation: undefined };
}

/** Memory for a block of as many examples, or of as many as a block has at most. */
export function allocationFor(instance: ModuleInstance, examples: number, items: number): Allocation {
  const wanted = Math.min(examples, examplesPerBlock(instance.layout, items));
  const { allocation } = instance;
  if (allocation !== undefined && allocation.items === items && allocation.examples >= wanted) return allocation;
  instance.allocation = allocate(instance.layout, instance.memory, instance.lent?.bytes ?? 0, wanted, items);
  return instance.allocation;
}
