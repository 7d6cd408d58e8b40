import type { Program } from '@lossmith/core/backend';

/** What one function works out: some outputs, of which one may be summed up instead of stored. */
export interface Task {
  readonly name: string;
  readonly program: Program;
  readonly summed: string | undefined;
}
