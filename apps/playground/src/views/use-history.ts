import { useMemo, useReducer } from 'preact/hooks';
import { begin, follow, type History, redo, settle, undo } from '../state/history.js';
import { type Action, reduce } from '../state/reduce.js';
import type { State } from '../state/state.js';

type Move = { readonly action: Action; readonly gesture?: string | undefined } | 'undo' | 'redo' | 'settle';

function step(history: History<State>, move: Move): History<State> {
  if (move === 'undo') return undo(history);
  if (move === 'redo') return redo(history);
  if (move === 'settle') return settle(history);
  return follow(history, reduce(history.present, move.action), move.gesture);
}

/** What views do to the state. Actions of one gesture are undone at once, until it is settled. */
export interface Deeds {
  act(action: Action, gesture?: string): void;
  settle(): void;
  undo(): void;
  redo(): void;
}

export function useHistory(first: State): readonly [History<State>, Deeds] {
  const [history, move] = useReducer(step, begin(first));
  const deeds = useMemo(
    () => ({
      act: (action: Action, gesture?: string) => move({ action, gesture }),
      settle: () => move('settle'),
      undo: () => move('undo'),
      redo: () => move('redo'),
    }),
    [],
  );
  return [history, deeds];
}
