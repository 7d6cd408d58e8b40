import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly whole: boolean;
    readonly large: boolean;
  }
}

/**
 * Whether this is the whole run: all cases of the kit, and searches at their full length. `pnpm test --whole` and CI say so
 * through LOSSMITH_WHOLE; vitest.shared.ts hands it on, to browsers too. A quick run asserts the same of fewer cases.
 */
export const whole: boolean = inject('whole');

/** Whether what takes many minutes or much memory is to run too, which no run asks for by itself: LOSSMITH_LARGE says so. */
export const large: boolean = inject('large');

/** How many cases a search tries: a few in a quick run, all of them in the whole one. */
export const runs = (quick: number, all: number): { readonly numRuns: number } => ({ numRuns: whole ? all : quick });
