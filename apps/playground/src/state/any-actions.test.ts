import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { type BaseKind, baseKinds, baseSpec, freshBase } from '../design/base-part.js';
import { curvesOf, linkAt, matching } from '../design/curves.js';
import { drawnFrom, knotCounts } from '../design/draw.js';
import { linkSpec } from '../design/spec-of.js';
import { countsOf, viewOf } from '../design/spread.js';
import { type Action, reduce } from './reduce.js';
import { share, unshare } from './share.js';
import { initialState, type State } from './state.js';

/** What readers do, as far as the page lets them. */
type Deed = (state: State, view: { readonly from: number; readonly to: number }) => Action;

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.constantFrom(...(Object.keys(baseKinds) as BaseKind[])).chain((kind) =>
    fc.record({ mirrored: fc.boolean(), amplitude: fc.double({ min: 0.01, max: 100, noNaN: true }) }).map(
      (change): Deed =>
        (_, { from, to }) => ({ type: 'addPart', part: baseSpec({ ...freshBase(kind, from, to), ...change }) }),
    ),
  ),
  fc.constant<Deed>((state, view) => ({ type: 'editPart', part: drawnFrom(state.parts, view) })),
  fc.nat(40).map(
    (knot): Deed =>
      () => ({ type: 'setKnot', knot, value: knot % 3 === 0 ? 0 : knot / 7 }),
  ),
  fc.constantFrom(...knotCounts).map(
    (count): Deed =>
      () => ({ type: 'redraw', count }),
  ),
  fc.constantFrom('lines' as const, 'smooth' as const, 'steps' as const).map(
    (curve): Deed =>
      () => ({ type: 'redraw', curve }),
  ),
  fc.nat(8).map(
    (index): Deed =>
      () => ({ type: 'choosePart', index }),
  ),
  fc.nat(8).map(
    (index): Deed =>
      () => ({ type: 'removePart', index }),
  ),
  fc.double({ min: 1e-6, max: 1e6, noNaN: true }).map(
    (factor): Deed =>
      () => ({ type: 'scale', factor }),
  ),
);

/** Scores anywhere on the axis, as years or as prices may lie. */
const scores = fc
  .record({ place: fc.constantFrom(0, 2000, -1e6, 1e9), width: fc.constantFrom(1e-3, 1, 50, 1e6) })
  .map(({ place, width }) => Float64Array.from({ length: 50 }, (_, k) => place + (width * k * k) / 2500));

test('whatever one does, there is a loss, it can be drawn, and a link to the page holds it', async () => {
  await fc.assert(
    fc.asyncProperty(scores, fc.array(deeds, { maxLength: 12 }), async (values, list) => {
      const view = viewOf(values);
      const state = list.reduce((before: State, deed) => reduce(before, deed(before, view)), {
        ...initialState,
        parts: [baseSpec(freshBase('sigmoid', view.from, view.to))],
      });
      const link = linkSpec(state.parts);
      expect(matching(link).spec.kind).toBe('matching');
      const { loss } = curvesOf(link, view, (view.from + view.to) / 2);
      expect(loss.every((value) => Number.isNaN(value) || value >= 0)).toBe(true);
      expect(linkAt(link, view.from)).not.toBeUndefined();
      expect(countsOf(values, view).counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(40);
      expect(await unshare((await share(state)).hash)).toEqual(state);
    }),
    runs(10, 100),
  );
});
