import type { State } from '../state/state.js';
import type { Deeds } from './use-history.js';

/** What every part of the page is given. */
export interface ViewProps {
  readonly state: State;
  readonly deeds: Deeds;
}
