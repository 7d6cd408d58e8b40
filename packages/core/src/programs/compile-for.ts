import { expansions } from '../operations/expansions.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Backend } from './backend.js';
import { type CompileSettings, compileExpressions, type Expansions, type OutputExpression } from './compile.js';
import type { Program } from './program.js';

/**
 * The program of named expressions in operations that the backend lowers: all primitive ones, and of the composite ones
 * those in its table. Give `backend.emit` the result.
 */
export function compileFor<Value, Context, Artifact>(
  backend: Backend<Value, Context, Artifact>,
  outputs: Readonly<Record<string, OutputExpression>>,
  settings: CompileSettings,
): Program {
  const lacking = Object.entries(expansions).filter(([op]) => !Object.hasOwn(backend.lowerings, op as OperationName));
  return compileExpressions(
    outputs,
    { arithmetic: backend.arithmetic, ...settings },
    Object.fromEntries(lacking) as Expansions,
  );
}
