import { compositeMeanings } from './composite-meanings.js';
import type { Meaning } from './operation.js';
import type { OperationName } from './operation-name.js';
import { primitiveMeanings } from './primitive-meanings.js';

/** The float64 value of every operation that is a function of numbers. */
export const meanings: { readonly [op in OperationName]?: Meaning } = { ...primitiveMeanings, ...compositeMeanings };

/** The float64 value of an operation, where it is a function of numbers. */
export const meaningOf = (op: OperationName): Meaning | undefined => meanings[op];
