import { describe, expect, test } from 'vitest';
import { begin, follow, redo, settle, undo } from './history.js';

describe('history', () => {
  test('every step is undone and redone', () => {
    const history = follow(follow(begin('a'), 'b'), 'c');
    expect(undo(history).present).toBe('b');
    expect(undo(undo(history)).present).toBe('a');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(undo(history)).present).toBe('c');
    expect(redo(history).present).toBe('c');
  });

  test('all states of one gesture are undone at once, until it is settled', () => {
    const dragged = follow(follow(follow(begin(0), 1, 'knot'), 2, 'knot'), 3, 'knot');
    expect(undo(dragged).present).toBe(0);
    expect(undo(follow(settle(dragged), 4, 'knot')).present).toBe(3);
    expect(undo(follow(dragged, 4, 'target')).present).toBe(3);
  });

  test('a new step forgets what was undone', () => {
    const history = follow(undo(follow(begin('a'), 'b')), 'c');
    expect(redo(history).present).toBe('c');
    expect(undo(history).present).toBe('a');
  });

  test('a step that changes nothing is none', () => {
    const history = begin('a');
    expect(follow(history, 'a')).toBe(history);
  });

  test('the oldest of many states is forgotten', () => {
    let history = begin(0);
    for (let k = 1; k <= 500; k += 1) history = follow(history, k);
    expect(history.past).toHaveLength(200);
    expect(history.past[0]).toBe(300);
  });
});
