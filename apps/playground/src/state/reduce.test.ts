import { describe, expect, test } from 'vitest';
import type { Drawn, Part } from '../design/part.js';
import { type Action, reduce } from './reduce.js';
import { initialState, type State } from './state.js';

const drawn: Drawn = { kind: 'drawn', curve: 'lines', from: 0, to: 4, values: [0, 1, 2, 1, 0] };
const after = (...actions: readonly Action[]): State => actions.reduce(reduce, initialState);
const partsAfter = (...actions: readonly Action[]): readonly Part[] => after(...actions).parts;

describe('reduce', () => {
  test('parts are added, chosen, edited and removed; one remains', () => {
    const add: Action = { type: 'addPart', part: { kind: 'sigmoid' } };
    expect(after(add)).toMatchObject({ parts: [{ kind: 'exp' }, { kind: 'sigmoid' }], chosen: 1 });
    expect(partsAfter(add, { type: 'editPart', part: drawn })[1]).toEqual(drawn);
    expect(after(add, { type: 'removePart', index: 0 })).toMatchObject({ parts: [{ kind: 'sigmoid' }], chosen: 0 });
    expect(partsAfter({ type: 'removePart', index: 0 })).toHaveLength(1);
    expect(after(add, { type: 'choosePart', index: 7 }).chosen).toBe(1);
    expect(partsAfter(...Array.from({ length: 20 }, () => add))).toHaveLength(8);
  });

  test('a knot is set, but not so that nothing matters', () => {
    const one: Drawn = { ...drawn, values: [0, 0, 3] };
    const start: Action = { type: 'editPart', part: one };
    const set = (knot: number, value: number): Action => ({ type: 'setKnot', knot, value });
    expect(partsAfter(start, set(0, 2))[0]).toMatchObject({ values: [2, 0, 3] });
    expect(partsAfter(start, set(2, 0))[0]).toEqual(one);
    expect(partsAfter(set(2, 0))).toEqual(initialState.parts);
  });

  test('more knots keep the drawing, fewer thin it', () => {
    const start: Action = { type: 'editPart', part: drawn };
    const [more] = partsAfter(start, { type: 'redraw', count: 9 });
    expect(more).toMatchObject({ from: 0, to: 4, values: [0, 0.5, 1, 1.5, 2, 1.5, 1, 0.5, 0] });
    expect(partsAfter(start, { type: 'redraw', count: 9 }, { type: 'redraw', count: 5 })[0]).toEqual(drawn);
    expect(partsAfter(start, { type: 'redraw', curve: 'smooth' })[0]).toMatchObject({ curve: 'smooth' });
  });

  test('a scale reaches every part, and refuses what is no factor', () => {
    const start: readonly Action[] = [{ type: 'addPart', part: drawn }];
    expect(partsAfter(...start, { type: 'scale', factor: 0.5 })).toEqual([
      { kind: 'exp', rate: 0.8, amplitude: 0.5 },
      { ...drawn, values: [0, 0.5, 1, 0.5, 0] },
    ]);
    expect(partsAfter(...start, { type: 'scale', factor: 0 })).toEqual(partsAfter(...start));
  });

  test('with other scores a region that still divides them stays, another moves to their highest tenth', () => {
    const own = (from: number): Action => ({
      type: 'setScores',
      scores: { kind: 'own', values: Array.from({ length: 101 }, (_, k) => from + k / 10) },
    });
    expect(after(own(-2))).toMatchObject({ important: { from: 1.82, to: null }, target: 1 });
    expect(after(own(1000))).toMatchObject({ important: { from: 1009, to: null }, target: 1005 });
  });

  test('states are never changed in place', () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null)
        for (const each of Object.values(Object.freeze(value))) freeze(each);
      return value;
    };
    const frozen = freeze(structuredClone(initialState)) as State;
    const actions: readonly Action[] = [
      { type: 'editPart', part: drawn },
      { type: 'setTarget', target: 2 },
      { type: 'setRow', row: { temperature: 3 } },
      { type: 'setTraining', training: { seed: 4 } },
      { type: 'setTake', take: 'row' },
      { type: 'setImportant', important: { from: null, to: 2 } },
      { type: 'setScores', scores: { kind: 'own', values: [1, 2] } },
      { type: 'replaceAll', parts: [{ kind: 'tanh' }] },
    ];
    for (const action of actions) expect(reduce(frozen, action), action.type).not.toBe(frozen);
  });
});
