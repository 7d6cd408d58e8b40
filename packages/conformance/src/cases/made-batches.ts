import type { Loss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import type { Batch } from '../harness.js';

export const isLabelled = (loss: Loss): boolean => inputOf(loss, 'target')?.kind === 'label';

/**
 * Numbers in [−3, 3] that every kind of number holds exactly. 97 is prime: what stands one block further on is another number,
 * whatever the length of a block.
 */
export const madeScore = (k: number, salt: number): number => (((k * 31 + salt * 57) % 97) - 48) / 16;

const weights = [1, 0.5, 2, 0.25, 3, 1.5, 0.75, 0];
export const madeWeight = (k: number, salt: number): number => weights[(k * 3 + salt) % weights.length] as number;

/** No pattern that is the same from behind, or after some power of two. */
const madeMask = (k: number, salt: number): number => ((k * k + 3 * k + salt) % 11 < 6 ? 1 : 0);

const list = (length: number, at: (k: number) => number): number[] => Array.from({ length }, (_, k) => at(k));

export interface Made {
  readonly salt?: number;
  readonly weight?: boolean;
  readonly mask?: '' | 'i' | undefined;
}

/** Whatever lies under a mask must not be looked at. */
function poisoned(values: readonly number[], mask: readonly number[] | undefined): number[] {
  const per = mask === undefined ? 1 : values.length / mask.length;
  return values.map((x, k) => (mask !== undefined && mask[Math.floor(k / per)] === 0 ? Number.NaN : x));
}

function extras(examples: number, items: number, { salt = 0, weight = false, mask }: Made) {
  const marks = mask === undefined ? undefined : list(examples * (mask === 'i' ? items : 1), (k) => madeMask(k, salt));
  return {
    ...(weight ? { weight: list(examples, (k) => madeWeight(k, salt)) } : {}),
    ...(marks === undefined ? {} : { mask: marks }),
  };
}

/** Single scores. */
export function madeScores(examples: number, made: Made = {}): Batch {
  const { salt = 0 } = made;
  const more = extras(examples, 1, made);
  const scores = (which: number) =>
    poisoned(
      list(examples, (k) => madeScore(k, salt + which)),
      more.mask,
    );
  return { examples, items: 1, predicted: scores(0), target: scores(1), ...more };
}

/** Rows of scores with targets that are scores. */
export function madeRows(examples: number, items: number, made: Made = {}): Batch {
  const { salt = 0 } = made;
  const more = extras(examples, items, made);
  const scores = (which: number) =>
    poisoned(
      list(examples * items, (k) => madeScore(k, salt + which)),
      more.mask,
    );
  return { examples, items, predicted: scores(0), target: scores(1), ...more };
}

/** Lists of scores with a relevance, and what weights of pairs are made of; under a mask none of it may be looked at. */
export function madeLists(examples: number, items: number, made: Made = {}): Batch {
  const { salt = 0 } = made;
  const batch = madeRows(examples, items, made);
  const numbers = (of: (k: number) => number) =>
    poisoned(list(examples * items, of), made.mask === undefined ? undefined : (batch.mask as number[]));
  return {
    ...batch,
    target: numbers((k) => (k * 5 + salt) % 4),
    others: {
      gain: numbers((k) => 2 ** ((k * 5 + salt) % 4) - 1),
      discount: numbers((k) => 1 / (1 + ((k * 3 + salt) % 8) / 4)),
    },
  };
}

/** Rows of scores with labels; under a mask of classes a label is one that is kept, if any is. */
export function madeLabelled(examples: number, items: number, made: Made = {}): Batch {
  const { salt = 0, mask } = made;
  const batch = madeRows(examples, items, made);
  const marks = batch.mask;
  const isKept = (row: number, label: number) => mask !== 'i' || marks?.[row * items + label] === 1;
  const labelOf = (row: number) => {
    // In wide rows labels lie far apart, and beyond what 8 bits hold.
    const first = (row * 1031 + salt * 5) % items;
    const places = list(items, (n) => (first + n) % items);
    return places.find((label) => isKept(row, label)) ?? first;
  };
  return { ...batch, target: list(examples, labelOf) };
}
