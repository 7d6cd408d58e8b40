import { composites } from './composites.js';
import type { CompositeName, OperationName } from './operation-name.js';
import { primitives } from './primitives.js';
import type { CompositeRow, Row } from './row.js';

/** The table of operations: one row each. */
export const operations: Readonly<Record<OperationName, Row>> = { ...primitives, ...composites };

export function compositeRow(op: OperationName): CompositeRow | undefined {
  return Object.hasOwn(composites, op) ? composites[op as CompositeName] : undefined;
}
