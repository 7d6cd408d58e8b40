import { compositeMeanings } from './composite-meanings.js';
import type { Meaning } from './operation.js';
import type { CompositeName, OperationName, PrimitiveName } from './operation-name.js';
import { primitiveMeanings } from './primitive-meanings.js';

/** The float64 value of an operation, where it is a function of numbers. */
export const meaningOf = (op: OperationName): Meaning | undefined =>
  primitiveMeanings[op as PrimitiveName] ?? compositeMeanings[op as CompositeName];
