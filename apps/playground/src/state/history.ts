/** States that were, the present one, and those that were undone. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** The movement that the present state is part of, such as a knot that is being dragged. */
  readonly gesture: string | undefined;
}

const most = 200;

export const begin = <State>(present: State): History<State> => ({
  past: [],
  present,
  future: [],
  gesture: undefined,
});

/** The next state. All states of one gesture are undone at once. */
export function follow<State>(history: History<State>, next: State, gesture?: string): History<State> {
  const { past, present } = history;
  if (next === present) return history;
  const goesOn = gesture !== undefined && gesture === history.gesture;
  return { past: goesOn ? past : [...past, present].slice(-most), present: next, future: [], gesture };
}

/** The end of a gesture: the same movement again is another step to undo. */
export const settle = <State>(history: History<State>): History<State> =>
  history.gesture === undefined ? history : { ...history, gesture: undefined };

export function undo<State>({ past, present, future, ...history }: History<State>): History<State> {
  const last = past.at(-1);
  if (last === undefined) return { past, present, future, ...history };
  return { past: past.slice(0, -1), present: last, future: [present, ...future], gesture: undefined };
}

export function redo<State>({ past, present, future, ...history }: History<State>): History<State> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, ...history };
  return { past: [...past, present], present: next, future: rest, gesture: undefined };
}
