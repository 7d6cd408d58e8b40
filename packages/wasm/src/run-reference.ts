import { type HostInputs, type Program, referenceBackend } from '@lossmith/core/backend';
import { arrayType } from './allocation.js';
import type { Results } from './run-module.js';

/** What a module would give, by the reference evaluator: for hosts that run none. Outputs that are given are written to. */
export function runReference(program: Program, inputs: HostInputs, given: Results): Results {
  const List = arrayType(program.precision);
  const results = referenceBackend().emit(program).run(inputs);
  const written = Object.entries(results).map(([name, values]) => {
    const out = given[name] ?? new List(values.length);
    out.set(values);
    return [name, out] as const;
  });
  return Object.fromEntries(written);
}
