import { emitSection } from '../../conformance/bench/emit-times.mjs';
import subjects from '../conformance.mjs';
import { againstTfjs } from './against-tfjs.mjs';
import { againstC, versions as versionsOfC } from './c.mjs';
import { kinds } from './kinds.mjs';
import { lists } from './lists.mjs';
import { versions as versionsOfTfjs } from './tfjs.mjs';
import { threads } from './threads.mjs';

export const versions = { ...versionsOfTfjs, ...versionsOfC };

export default [...againstTfjs, kinds, threads, againstC, ...lists, emitSection(subjects)];
