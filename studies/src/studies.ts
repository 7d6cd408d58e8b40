import { digits } from './digits/study.js';
import { films } from './films/study.js';
import { preferences } from './preferences/study.js';
import { simulations } from './simulations.js';
import { starts } from './starts/study.js';
import type { Study } from './study.js';
import { volcano } from './volcano/study.js';
import { words } from './words/study.js';

/** What `study` has in hand: results are read back by the study that wrote them. */
export type AnyStudy = Study<object> & { readonly partsOf: (results: never) => ReturnType<Study<object>['partsOf']> };

export const studies = [
  simulations,
  films,
  digits,
  words,
  volcano,
  starts,
  preferences,
] as unknown as readonly AnyStudy[];
