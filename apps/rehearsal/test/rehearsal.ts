import { inject } from 'vitest';

/** Where two releases are published, and how to install from there. */
export interface Rehearsal {
  /** For projects; it is removed after all tests. */
  readonly folder: string;
  /** What stands in a user's .npmrc. */
  readonly npmrc: string;
  /** The address of the registry. */
  readonly registry: string;
  readonly first: string;
  readonly second: string;
  /** A time between the two. */
  readonly between: string;
  /** Programs, by version: the oldest Node that packages allow, and a newer one. */
  readonly nodes: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly rehearsal?: Rehearsal;
  }
}

/** What setup.ts has prepared. A quick run has none, and tests nothing that needs it. */
export const rehearsal = inject('rehearsal') as Rehearsal;
