import type { Precision } from '../operations/operation.js';
import type { Backend } from '../programs/backend.js';
import { checkHostInputs, type HostInputs } from '../programs/host-inputs.js';
import { reduceResults } from '../programs/reduction.js';
import { referenceLowerings, type Workspace } from './lowerings.js';
import type { Register } from './registers.js';
import { runProgram } from './run-program.js';

export interface ReferenceArtifact {
  /** Throws where the data do not fit the program, see `checkHostInputs`. */
  run(inputs: HostInputs): Readonly<Record<string, Float64Array>>;
}

/** Where a value can be had in two ways by its arithmetic, the evaluator works out its own alone. */
const { byArithmetic: _, narrow: __, ...lowerings } = referenceLowerings;

/**
 * The reference evaluator: an interpreter whose every step is the operation's meaning. With `rounding: 'float32'` each
 * step is rounded to float32, as a backend with such arithmetic and correctly rounded functions would: to study programs
 * made for that precision.
 */
export function referenceBackend(rounding: Precision = 'float64'): Backend<Register, Workspace, ReferenceArtifact> {
  const make = rounding === 'float64' ? Float64Array : Float32Array;
  return {
    contract: 1,
    name: `reference (${rounding})`,
    lowerings,
    emit: (program) => ({
      run: (inputs) => {
        checkHostInputs(program, inputs);
        return reduceResults(program.reduction, runProgram(program, inputs, make), inputs.examples);
      },
    }),
  };
}
