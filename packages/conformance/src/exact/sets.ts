import { type AnyFamily, families, type Precision } from '@lossmith/core/backend';
import { describeLoss, familyOf } from './describe-loss.js';
import { type ExactSet, exactSet } from './exact-points.js';
import type { ExactFile } from './exact-values.js';
import { exactValues } from './values.js';

/** A set of exact points with its names. */
export interface NamedSet extends ExactSet {
  /** 'golden/matching(sinh({ rate: 0.5 }))', unlike that of any other. */
  readonly id: string;
  /** 'matching sinh'. */
  readonly family: string;
}

/** The sets of some files; equal losses get a number behind their name. */
export function setsOf(
  files: Readonly<Record<string, ExactFile>>,
  precision: Precision,
  known: readonly AnyFamily[],
): readonly NamedSet[] {
  const seen = new Map<string, number>();
  return Object.entries(files).flatMap(([file, { cases }]) =>
    cases.map((given) => {
      const set = exactSet(given, precision, known);
      const examples = set.loss.axes === 'i' ? ` × ${set.items}` : '';
      const name = `${file}/${describeLoss(given.loss)}${examples}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return { ...set, id: times === 1 ? name : `${name} #${times}`, family: familyOf(given.loss) };
    }),
  );
}

const remembered = new Map<Precision, readonly NamedSet[]>();

/** The sets of the kit's own files, read by the families of the house: made once, as many subjects may be checked in turn. */
export function ownSets(precision: Precision): readonly NamedSet[] {
  const sets = remembered.get(precision) ?? setsOf(exactValues, precision, families);
  remembered.set(precision, sets);
  return sets;
}
