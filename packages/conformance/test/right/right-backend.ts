import type { Subject } from '../../src/subject.js';
import { type Changes, simpleBackend } from '../simple-backend.js';

/** A backend that does what the guide says in another way than most: the kit must not call it wrong. */
export interface RightBackend {
  readonly name: string;
  readonly subject: Subject;
  /** Parts of the ids of cases that its way matters to: those its tests run. The whole kit was run on each once. */
  readonly concerns: readonly string[];
}

/** One that differs in these steps from the backend of simple-backend.ts. */
export const right = (name: string, concerns: readonly string[], changes: Changes): RightBackend => ({
  name,
  concerns,
  subject: simpleBackend(changes) as Subject,
});
