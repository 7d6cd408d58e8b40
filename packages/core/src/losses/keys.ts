import { LossmithSpecError } from '../errors/errors.js';
import { checkFinite, checkOneOf, checkPositive } from '../links/check.js';
import type { Link } from '../links/link.js';
import { checkLink } from '../links/sum.js';

/** Reads a link from its JSON, which stands at a path. */
export type ReadLink = (json: unknown, path: string) => Link;

/** One key of the JSON of a loss: how what a builder is given becomes a value, and how that is read and written. */
export interface Key<Value> {
  /** What holds where it is left out. A key without is required. */
  readonly standard?: Value;
  /** Whether the JSON of a loss names its standard too. */
  readonly written?: boolean;
  /** The value, or a `LossmithSpecError` with the path. */
  check(value: unknown, path: string): Value;
  /** What `check` takes, from JSON; left out: JSON as it is. */
  read?(json: unknown, path: string, readLink: ReadLink): unknown;
  /** JSON of a value; left out: the value as it is. */
  write?(value: Value): unknown;
}

/** A link, or a score transform. */
export const linkKey: Key<Link> = {
  check: checkLink,
  read: (json, path, readLink) => readLink(json, path),
  write: ({ spec }) => spec,
};

/** A value that may be left out, and is not written then. */
export const optionalKey = <Value>(check: Key<Value>['check']): Key<Value | undefined> => ({
  standard: undefined,
  check,
});

/** A link that may be left out. */
export const optionalLinkKey: Key<Link | undefined> = {
  ...linkKey,
  standard: undefined,
  write: (link) => link?.spec,
};

/** One of some words. Without a standard it must be given. */
export function wordKey<Word extends string>(words: readonly Word[], standard?: Word): Key<Word> {
  return {
    ...(standard === undefined ? {} : { standard, written: true }),
    check: (value, path) => {
      if (value !== undefined) return checkOneOf(value, words, path);
      throw new LossmithSpecError(path, 'is required', `choose ${words.map((word) => `'${word}'`).join(' or ')}`);
    },
  };
}

/** A number above 0. */
export const positiveKey = (standard: number): Key<number> => ({ standard, check: checkPositive });

/** Any finite number. */
export const numberKey = (standard: number): Key<number> => ({ standard, check: checkFinite });

/** true or false. */
export const flagKey: Key<boolean> = {
  standard: false,
  check: (value, path) => {
    if (typeof value === 'boolean') return value;
    throw new LossmithSpecError(path, 'must be true or false', 'correct it');
  },
};
