import type { Text } from './brown.ts';
import { sampler } from './random.ts';

/** How a passage relates to the query: of the same text, of the same genre, of another. */
export type Relevance = 2 | 1 | 0;

/** A passage that is ranked for a query. Both are places in the list of all passages. */
export interface Candidate {
  readonly query: number;
  readonly document: number;
  readonly relevance: Relevance;
}

export interface Split {
  readonly training: readonly Candidate[];
  readonly validation: readonly Candidate[];
  readonly test: readonly Candidate[];
}

/** Passages of each text, the first three of which ask for the others. */
export const PASSAGES = 5;
const QUERIES = 3;
const [SAME_GENRE, OTHERS] = [4, 8];
const [TRAINING, VALIDATION] = [200, 100];

/** The list of one passage: the others of its text, some of texts of its genre, some of others. All texts are of the same part. */
function listOf(
  text: number,
  asks: number,
  part: readonly number[],
  texts: readonly Text[],
  draw: ReturnType<typeof sampler>,
): readonly Candidate[] {
  const genre = (k: number) => (texts[k] as Text).genre;
  const others = part.filter((k) => k !== text);
  const alike = others.filter((k) => genre(k) === genre(text));
  const unlike = others.filter((k) => genre(k) !== genre(text));
  const query = text * PASSAGES + asks;
  const one = (relevance: Relevance) => (document: number) => ({ query, document, relevance });
  const passagesOf = (k: number) => Array.from({ length: PASSAGES }, (_, place) => k * PASSAGES + place);
  const some = (from: readonly number[], count: number) =>
    draw(from.flatMap(passagesOf), Math.min(count, from.length * PASSAGES));
  const own = passagesOf(text)
    .filter((place) => place !== query)
    .map(one(2));
  return draw([...own, ...some(alike, SAME_GENRE).map(one(1)), ...some(unlike, OTHERS).map(one(0))]);
}

/** Texts are split, so that no passage of a text is in two parts: 200 to train, 100 to choose parameters, the rest to test. */
export function splitOf(texts: readonly Text[], seed: number): Split {
  const draw = sampler(seed);
  const order = draw(texts.map((_, k) => k));
  const parts = [
    order.slice(0, TRAINING),
    order.slice(TRAINING, TRAINING + VALIDATION),
    order.slice(TRAINING + VALIDATION),
  ];
  const [training, validation, test] = parts.map((part) =>
    part.flatMap((text) => Array.from({ length: QUERIES }, (_, asks) => listOf(text, asks, part, texts, draw)).flat()),
  );
  return { training, validation, test } as Split;
}
