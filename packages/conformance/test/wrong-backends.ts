import { wrongData } from './wrong/data.js';
import { wrongFunctions } from './wrong/functions.js';
import { wrongOperations } from './wrong/operations.js';
import { wrongPrograms } from './wrong/programs.js';
import { wrongReductions } from './wrong/reductions.js';
import { wrongStates } from './wrong/state.js';
import { wrongStructures } from './wrong/structure.js';
import type { WrongBackend } from './wrong/wrong-backend.js';

/** Backends as contributors get them wrong; the kit finds each of them. */
export const wrongBackends: readonly WrongBackend[] = [
  ...wrongOperations,
  ...wrongFunctions,
  ...wrongPrograms,
  ...wrongData,
  ...wrongReductions,
  ...wrongStates,
  ...wrongStructures,
];
