import { composites } from './composites.js';
import type { Operation } from './operation.js';
import type { OperationName } from './operation-name.js';
import { primitives } from './primitives.js';

/** The table of operations: one row each. */
export const operations: Readonly<Record<OperationName, Operation>> = { ...primitives, ...composites };
