import type { MemoryLayout } from './memory-layout.js';
import type { Work } from './run-blocks.js';

/** What a thread is asked: some work by a module, which is sent along the first time. */
export interface Request {
  readonly id: number;
  readonly key: string;
  readonly work: Work;
  readonly module?: WebAssembly.Module;
  readonly layout?: MemoryLayout;
}

/** What it answers when the work is done. */
export interface Answer {
  readonly id: number;
  readonly error?: string;
}
