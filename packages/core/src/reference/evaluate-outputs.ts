import { structuralExpansions } from '../operations/structural-expansions.js';
import { checkOperations } from '../programs/check-operations.js';
import { compileExpressions, type OutputExpression } from '../programs/compile.js';
import type { HostInputs } from '../programs/host-inputs.js';
import { referenceLowerings } from './lowerings.js';
import { runProgram } from './run-program.js';

/** Numbers for open parameters: one, or one per example. */
export type ParameterArrays = HostInputs['data'];

/** Named expressions by the reference evaluator, in float64. Nothing is checked. */
export function evaluateOutputs(
  outputs: Readonly<Record<string, OutputExpression>>,
  { examples, items, data }: HostInputs,
  parameters: ParameterArrays = {},
): Record<string, Float64Array> {
  const settings = { precision: 'float64', parameters: Object.keys(parameters) } as const;
  const program = compileExpressions(outputs, settings, structuralExpansions);
  checkOperations(program, referenceLowerings, 'evaluate');
  return runProgram(program, { examples, items, data: { ...data, ...parameters } });
}
