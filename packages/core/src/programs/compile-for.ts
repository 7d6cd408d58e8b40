import { checkVersion } from '../errors/check-version.js';
import type { Expression } from '../expressions/expression.js';
import { expansions } from '../operations/expansions.js';
import type { Expansion } from '../operations/operation.js';
import type { Backend } from './backend.js';
import { checkOperations } from './check-operations.js';
import { type CompileSettings, compileExpressions, type OutputExpression } from './compile.js';
import type { Program } from './program.js';
import { inputsOf, parametersIn, unusedOf } from './program-data.js';

/**
 * The program of named expressions in operations that the backend lowers: all primitive ones, and of the composite ones
 * those in its table. Give `backend.emit` the result. Throws a `LossmithError` of the kind 'version' where the contract of the backend, or an
 * operation, is not known.
 */
export function compileFor<Value, Context, Artifact>(
  backend: Backend<Value, Context, Artifact>,
  outputs: Readonly<Record<string, OutputExpression>>,
  settings: CompileSettings,
): Program {
  checkVersion(`the contract of ${backend.name}`, backend.contract);
  const isLowered = (op: string) => Object.hasOwn(backend.lowerings, op);
  const lacking = Object.entries(expansions).filter(([op]) => !isLowered(op));
  const byLowering: Expansion = ([lowered, plain]) =>
    (isLowered((lowered as Expression).op) ? lowered : plain) as Expression;
  const all = { arithmetic: backend.arithmetic, ...settings };
  const steps = compileExpressions(outputs, all, { ...Object.fromEntries(lacking), byLowering });
  checkOperations(steps, backend.lowerings, backend.name);
  const { instructions, outputs: places } = steps;
  const inputs = inputsOf(instructions, settings.inputs ?? []);
  return Object.freeze({
    version: 1 as const,
    precision: settings.precision,
    ...(settings.storage === 'float16' ? { storage: settings.storage } : {}),
    reduction: settings.reduction ?? 'none',
    inputs,
    ...(settings.inputs === undefined ? {} : { unused: unusedOf(settings.inputs, inputs) }),
    parameters: parametersIn(instructions),
    instructions,
    outputs: places,
  });
}
