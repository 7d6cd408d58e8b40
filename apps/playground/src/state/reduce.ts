import type { Curve, Part } from '../design/part.js';
import { addPart, choosePart, editPart, redraw, removePart, replaceAll, scaleAll } from './reduce-parts.js';
import { setScores } from './set-scores.js';
import type { Region, Row, Scores, State, TakeName, Training } from './state.js';

/** Everything a reader can do to the state, but undo. */
export type Action =
  | { readonly type: 'addPart'; readonly part: Part }
  | { readonly type: 'removePart'; readonly index: number }
  | { readonly type: 'choosePart'; readonly index: number }
  | { readonly type: 'editPart'; readonly part: Part }
  | { readonly type: 'replaceAll'; readonly parts: readonly Part[] }
  | { readonly type: 'setKnot'; readonly knot: number; readonly value: number }
  | { readonly type: 'redraw'; readonly count?: number; readonly curve?: Curve }
  | { readonly type: 'scale'; readonly factor: number }
  | { readonly type: 'setScores'; readonly scores: Scores }
  | { readonly type: 'setImportant'; readonly important: Region }
  | { readonly type: 'setTarget'; readonly target: number }
  | { readonly type: 'setRow'; readonly row: Partial<Row> }
  | { readonly type: 'setTraining'; readonly training: Partial<Training> }
  | { readonly type: 'setTake'; readonly take: TakeName }
  | { readonly type: 'setAll'; readonly state: State };

function setKnot(state: State, knot: number, value: number): State {
  const part = state.parts[state.chosen];
  if (part?.kind !== 'drawn') return state;
  const values = part.values.map((old, k) => (k === knot ? value : old));
  // Nothing would matter at all: there is no such link.
  if (values.every((each) => each === 0)) return state;
  return editPart(state, { ...part, values });
}

/** The state after an action; the same object where it changes nothing. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'addPart':
      return addPart(state, action.part);
    case 'removePart':
      return removePart(state, action.index);
    case 'choosePart':
      return choosePart(state, action.index);
    case 'editPart':
      return editPart(state, action.part);
    case 'replaceAll':
      return replaceAll(state, action.parts);
    case 'setKnot':
      return setKnot(state, action.knot, action.value);
    case 'redraw':
      return redraw(state, action);
    case 'scale':
      return scaleAll(state, action.factor);
    case 'setScores':
      return setScores(state, action.scores);
    case 'setImportant':
      return { ...state, important: action.important };
    case 'setTarget':
      return action.target === state.target ? state : { ...state, target: action.target };
    case 'setRow':
      return { ...state, row: { ...state.row, ...action.row } };
    case 'setTraining':
      return { ...state, training: { ...state.training, ...action.training } };
    case 'setTake':
      return { ...state, take: action.take };
    case 'setAll':
      return action.state;
  }
}
