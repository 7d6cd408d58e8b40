import { describe, expect, test } from 'vitest';
import { type ArrayInput, evaluate, type LossInputs } from '../../src/index.js';
import { padLists, unpadLists } from '../../src/lists.js';
import { dataOf, type Known, known, type List, listFor, takesLists } from './known-losses.js';

// The fifteen properties that rax tests of its losses (rax/_src/losses_test.py), with its lists, for ours.

const first: List = { scores: [0, 3, 1, 2], labels: [0, 0, 1, 2] };
const second: List = { scores: [-1.5, 0.25, 4, 0.5], labels: [1, 0, 2, 1] };
const third: List = { scores: [2, 2, -1, 0.75], labels: [3, 1, 0, 2] };
const extreme: List = { scores: [0, -2.1e26, 3.4e37, 42], labels: [0, 1, 1, 0] };
const zeroLabels: List = { scores: [0, 3, 1, 2], labels: [0, 0, 0, 0] };

const close = (actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 12) => {
  expect(actual.length).toBe(expected.length);
  for (let k = 0; k < expected.length; k += 1) {
    const size = Math.max(1, Math.abs(expected[k] as number));
    expect((actual[k] as number) / size, `number ${k}`).toBeCloseTo((expected[k] as number) / size, digits);
  }
};
const zeros = (length: number) => new Float64Array(length);
const anyNaN = (values: ArrayLike<number>) => Array.from(values).some(Number.isNaN);

/** Masks that leave nothing of a list: item by item where there are lists, else at once. */
const emptyMasks = (one: Known, items: number): readonly ArrayInput[] =>
  takesLists(one) ? [[Array<number>(items).fill(0)], [0]] : [[0]];

/** Two items more, to be masked, of which nothing is a number. */
const poisoned = ({ scores, labels }: List): List => ({
  scores: [...scores, Number.NaN, Number.POSITIVE_INFINITY],
  labels: [...labels, Number.NaN, Number.NaN],
});

/** The lists as rows with the id of their list, item by item and not list by list, and padded again; the last `masked` of each masked. */
function segmented(one: Known, lists: readonly List[], masked = 0) {
  const rowsOf = <Value>(values: readonly ArrayLike<Value>[]) => {
    const longest = Math.max(...values.map(({ length }) => length));
    const places = Array.from({ length: longest }, (_, k) => values.flatMap((list, n) => (k < list.length ? [n] : [])));
    return places.flatMap((present, k) => present.map((n) => (values[n] as ArrayLike<Value>)[k] as Value));
  };
  const data = dataOf(one, lists);
  const perItem = Object.entries(data).filter(([, rows]) => Array.isArray((rows as readonly unknown[])[0]));
  const kept = lists.map(({ scores }) => scores.map((_, k) => (k < scores.length - masked ? 1 : 0)));
  const rows = Object.fromEntries(
    [...perItem, ['mask', kept] as const].map(([name, values]) => [name, rowsOf(values as readonly number[][])]),
  );
  const ids = rowsOf(lists.map(({ scores }, list) => scores.map(() => list)));
  const layout = padLists(rows as Record<string, number[]>, ids);
  const mask = layout.values.mask?.map((one, k) => one * (layout.mask[k] as number)) as Float64Array;
  return {
    data: { ...data, ...layout.values, mask, shape: layout.shape } as LossInputs,
    layout: { ...layout, rows: rowsOf<number> },
  };
}

describe.each(known.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const { loss, value } = one;
  const lists = [first, second, third].map((list) => listFor(one, list));
  const items = (lists[0] as List).scores.length;
  const data = dataOf(one, lists);
  const each = lists.map((list) => evaluate(loss, dataOf(one, [list])));
  const own = (name: 'loss' | 'gradient') => each.flatMap((result) => [...result[name]]);
  const at = (list: List, more: Partial<LossInputs> = {}) =>
    evaluate(loss, { ...dataOf(one, [listFor(one, list)]), ...more });

  test('computes the loss value', () => {
    close(own('loss'), lists.map(value));
  });

  test('computes the loss with extreme inputs', () => {
    const result = at(extreme);
    const expected = value(listFor(one, extreme));
    if (!Number.isFinite(expected)) {
      // Beyond float64: of what pulls an item both ways without end no sum is left.
      expect(result.loss[0]).toBe(Number.POSITIVE_INFINITY);
      return;
    }
    close(result.loss, [expected]);
    expect(anyNaN(result.gradient)).toBe(false);
  });

  test('computes the loss for zero labels', () => {
    close(at(zeroLabels).loss, [value(listFor(one, zeroLabels))]);
  });

  test('computes weighted loss values', () => {
    const weight = [2, 0, 0.5];
    const { loss: weighted, gradient } = evaluate(loss, { ...data, weight });
    close(
      weighted,
      own('loss').map((x, k) => x * (weight[k] as number)),
    );
    close(
      gradient,
      own('gradient').map((x, k) => x * (weight[Math.floor(k / items)] as number)),
    );
  });

  test('computes each list of a batch as it does alone (vmap)', () => {
    const result = evaluate(loss, data);
    close(result.loss, own('loss'), 15);
    close(result.gradient, own('gradient'), 15);
  });

  test('computes reduced losses', () => {
    const total = own('loss').reduce((sum, x) => sum + x, 0);
    close(evaluate(loss, data, { reduction: 'sum' }).loss, [total]);
    close(evaluate(loss, data, { reduction: 'mean' }).loss, [total / 3]);
    const gradient = evaluate(loss, data, { reduction: 'mean' }).gradient;
    close(
      gradient,
      own('gradient').map((x) => x / 3),
    );
  });

  test('computes unreduced losses, one for each list', () => {
    const result = evaluate(loss, data, { reduction: 'none' });
    expect(result.loss.length).toBe(3);
    expect(result.shape).toEqual([3, items]);
  });

  test('computes the loss with extra batch dimensions', () => {
    const nested = Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, [rows, rows]]));
    const result = evaluate(loss, nested as unknown as LossInputs);
    expect(result.shape).toEqual([2, 3, items]);
    close(result.loss, [...own('loss'), ...own('loss')]);
    close(result.gradient, [...own('gradient'), ...own('gradient')]);
  });

  test('has no NaN in its gradient for zero labels', () => {
    expect(anyNaN(at(zeroLabels).gradient)).toBe(false);
    expect(anyNaN(at({ scores: [0, 0, 0, 0], labels: [0, 0, 0, 0] }).gradient)).toBe(false);
  });

  test('is 0 where all is masked', () => {
    for (const mask of emptyMasks(one, items)) expect(at(first, { mask }).loss).toEqual(zeros(1));
  });

  test('has no NaN in its gradient where all is masked', () => {
    for (const mask of emptyMasks(one, items)) {
      expect(at(first, { mask }).gradient).toEqual(zeros(items));
      const lost = { ...first, scores: first.scores.map(() => Number.NaN) };
      expect(at(lost, { mask }).gradient).toEqual(zeros(items));
    }
  });

  test('ignores lists that are masked as a whole', () => {
    const ignored: LossInputs = {
      ...data,
      mask: takesLists(one) ? [first, second, third].map((_, k) => first.scores.map(() => k !== 1)) : [1, 0, 1],
      predicted: lists.map(({ scores }, k) => scores.map((z) => (k === 1 ? Number.NaN : z))),
    };
    const { loss: mean, gradient } = evaluate(loss, ignored, { reduction: 'mean' });
    close(mean, [((own('loss')[0] as number) + (own('loss')[2] as number)) / 2]);
    close(
      gradient,
      own('gradient').map((x, k) => (Math.floor(k / items) === 1 ? 0 : x / 2)),
    );
  });

  if (!takesLists(one)) return;

  test('computes the loss with a mask (where)', () => {
    const longer = lists.map(poisoned);
    const mask = longer.map((list) => list.scores.map((__, k) => k < items));
    const result = evaluate(loss, { ...dataOf(one, longer), mask });
    close(result.loss, own('loss'));
    const rows = each.map(({ gradient }) => [...gradient, 0, 0]);
    close(result.gradient, rows.flat());
  });

  test('computes the loss with segments', () => {
    const ragged = lists.map(({ scores, labels }, k) => ({ scores: scores.slice(k), labels: labels.slice(k) }));
    const { data: padded, layout } = segmented(one, ragged);
    const result = evaluate(loss, padded);
    close(result.loss, ragged.map(value));
    const alone = ragged.map((list) => evaluate(loss, dataOf(one, [list])).gradient);
    close(unpadLists(layout, result.gradient), layout.rows(alone));
  });

  test('computes the loss with segments and a mask', () => {
    const ragged = lists.map(({ scores, labels }, k) => ({ scores: scores.slice(k), labels: labels.slice(k) }));
    const { data: padded, layout } = segmented(one, ragged.map(poisoned), 2);
    const result = evaluate(loss, padded);
    close(result.loss, ragged.map(value));
    const alone = ragged.map((list) => [...evaluate(loss, dataOf(one, [list])).gradient, 0, 0]);
    close(unpadLists(layout, result.gradient), layout.rows(alone));
  });
});
