import { wrongAsked } from './wrong/asked.js';
import { wrongAtOnce } from './wrong/at-once.js';
import { wrongData } from './wrong/data.js';
import { wrongDigits } from './wrong/digits.js';
import { wrongFunctions } from './wrong/functions.js';
import { wrongGivenParameters } from './wrong/given-parameters.js';
import { wrongKept } from './wrong/kept.js';
import { wrongLengths } from './wrong/lengths.js';
import { wrongLists } from './wrong/lists.js';
import { wrongOperations } from './wrong/operations.js';
import { wrongPlaces } from './wrong/places.js';
import { wrongPrograms } from './wrong/programs.js';
import { wrongReductions } from './wrong/reductions.js';
import { wrongSharedArtifacts } from './wrong/shared-artifacts.js';
import { wrongStates } from './wrong/state.js';
import { wrongStructures } from './wrong/structure.js';
import { wrongTensors } from './wrong/tensors.js';
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
  ...wrongKept,
  ...wrongSharedArtifacts,
  ...wrongAtOnce,
  ...wrongPlaces,
  ...wrongAsked,
  ...wrongGivenParameters,
  ...wrongDigits,
  ...wrongLengths,
  ...wrongTensors,
  ...wrongLists,
];
