import { LossmithError } from '../errors/errors.js';
import type { Backend } from './backend.js';

const lower = (_args: readonly unknown[], { op }: { readonly op: string }, _context: unknown): never => {
  throw new LossmithError('lowering', `the operation ${op} has no lowering yet`, `replace 'missing' in the table`);
};

/** Stands in a table of lowerings for one that is still to be written. */
export const missing: typeof lower & { readonly lossmith: 'missing' } = Object.freeze(
  Object.assign(lower, { lossmith: 'missing' as const }),
);

/** Names of the operations of a backend that are still `missing`. */
export function missingLowerings<Value, Context, Artifact>({ lowerings }: Backend<Value, Context, Artifact>): string[] {
  const table = lowerings as Readonly<Record<string, { readonly lossmith?: string } | undefined>>;
  return Object.keys(table).filter((op) => table[op]?.lossmith === 'missing');
}
