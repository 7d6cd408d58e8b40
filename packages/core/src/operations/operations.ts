import { composites } from './composites.js';
import type { OperationName } from './operation-name.js';
import { primitives } from './primitives.js';
import type { Row } from './row.js';

/** The table of operations: one row each. */
export const operations: Readonly<Record<OperationName, Row>> = { ...primitives, ...composites };
