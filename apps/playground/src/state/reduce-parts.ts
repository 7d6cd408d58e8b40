import { type Curve, type Drawn, knotAt, type Part } from '../design/part.js';
import { rounded } from '../design/rounded.js';
import type { State } from './state.js';

const mostParts = 8;

export function addPart(state: State, part: Part): State {
  if (state.parts.length >= mostParts) return state;
  return { ...state, parts: [...state.parts, part], chosen: state.parts.length };
}

/** One part always remains. */
export function removePart(state: State, index: number): State {
  if (state.parts.length === 1) return state;
  const parts = state.parts.filter((_, k) => k !== index);
  const chosen = state.chosen > index ? state.chosen - 1 : state.chosen;
  return { ...state, parts, chosen: Math.min(chosen, parts.length - 1) };
}

export function choosePart(state: State, index: number): State {
  return index === state.chosen || state.parts[index] === undefined ? state : { ...state, chosen: index };
}

export function editPart(state: State, part: Part): State {
  return { ...state, parts: state.parts.map((old, k) => (k === state.chosen ? part : old)) };
}

export const replaceAll = (state: State, parts: readonly Part[]): State => ({ ...state, parts, chosen: 0 });

/** The height of a drawn curve between its knots, along straight lines. */
function heightAt(drawn: Drawn, score: number): number {
  const place = ((score - drawn.from) / (drawn.to - drawn.from)) * (drawn.values.length - 1);
  const below = Math.max(0, Math.min(drawn.values.length - 2, Math.floor(place)));
  const [low, high] = [drawn.values[below] as number, drawn.values[below + 1] as number];
  return rounded(low + (high - low) * Math.max(0, Math.min(1, place - below)));
}

/** The chosen drawing with another number of knots, or another curve through them. */
export function redraw(state: State, change: { readonly count?: number; readonly curve?: Curve }): State {
  const part = state.parts[state.chosen];
  if (part?.kind !== 'drawn') return state;
  const { count = part.values.length, curve = part.curve } = change;
  if (count === part.values.length) return editPart(state, { ...part, curve });
  const places: Drawn = { ...part, curve, values: Array.from({ length: count }, () => 1) };
  const values = places.values.map((_, k) => heightAt(part, knotAt(places, k)));
  // Knots that all fall beside a narrow peak would leave nothing that matters.
  if (values.every((value) => value === 0)) return state;
  return editPart(state, { ...places, values });
}

const scalePart = (part: Part, factor: number): Part =>
  part.kind === 'drawn'
    ? { ...part, values: part.values.map((value) => rounded(value * factor)) }
    : { ...part, amplitude: rounded((part.amplitude ?? 1) * factor) };

/** Every amplitude times a factor. */
export function scaleAll(state: State, factor: number): State {
  if (!(factor > 0 && factor < Infinity)) return state;
  return { ...state, parts: state.parts.map((part) => scalePart(part, factor)) };
}
