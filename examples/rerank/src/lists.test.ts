import { expect, test } from 'vitest';
import { passagesOf, readTexts } from './brown.ts';
import { PASSAGES, splitOf } from './lists.ts';

const texts = readTexts(PASSAGES);

test('the corpus has 500 texts of 15 genres, with passages as one reads them', () => {
  expect([texts.length, new Set(texts.map(({ genre }) => genre)).size]).toEqual([500, 15]);
  expect(texts.every(({ passages }) => new Set(passages).size === PASSAGES)).toBe(true);
  expect(texts[0]!.passages[0]).toBe(
    'The Fulton County Grand Jury said Friday an investigation of Atlanta\'s recent primary election produced "no evidence" that any irregularities took place. The jury further said in term-end presentments that the City Executive Committee, which had over-all charge of the election, "deserves the praise and thanks of the City of Atlanta" for the manner in which the election was conducted.',
  );
});

test('passages are sentences put together, and those that are too long are left out', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  expect(passagesOf([words(30), words(15), words(90), words(41), words(5)])).toEqual([words(45), words(41)]);
});

test('a list has four passages of the query text, and no text is in two parts', () => {
  const { training, validation, test: last } = splitOf(texts, 1);
  const textsIn = (part: typeof training) =>
    new Set(part.flatMap(({ query, document }) => [query, document]).map((k) => Math.floor(k / PASSAGES)));
  const [a, b, c] = [training, validation, last].map(textsIn);
  expect([a!.size, b!.size, c!.size]).toEqual([200, 100, 200]);
  expect(new Set([...a!, ...b!, ...c!]).size).toBe(500);
  const textAt = (k: number) => texts[Math.floor(k / PASSAGES)]!;
  const wrong = training.filter(({ query, document, relevance }) => {
    const [asked, found] = [textAt(query), textAt(document)];
    return document === query || relevance !== (asked === found ? 2 : asked.genre === found.genre ? 1 : 0);
  });
  expect(wrong).toEqual([]);
  const own = new Map<number, number>();
  for (const { query, relevance } of training) own.set(query, (own.get(query) ?? 0) + Number(relevance === 2));
  expect([own.size, ...new Set(own.values())]).toEqual([600, PASSAGES - 1]);
  expect(splitOf(texts, 1)).toEqual({ training, validation, test: last });
  expect(splitOf(texts, 2).training).not.toEqual(training);
});
