import { LossmithError } from '@lossmith/core';
import { checkHostInputs, type HostInputs } from '@lossmith/core/backend';
import type { Artifact } from './backend.js';

/** Runs an artifact over data on the host. Throws where they do not fit the program. */
export function run({ program }: Artifact, inputs: HostInputs): Record<string, Float32Array> {
  checkHostInputs(program, inputs);
  throw new LossmithError('lowering', 'artifacts cannot be run yet', 'write src/run.ts');
}
