import { expect, test } from 'vitest';
import { fitEncoder } from './features.js';
import { loadFilms } from './films.js';
import { prepare } from './prepare.js';

const films = loadFilms();

test('2,740 films of thirty years, each with twenty or more', () => {
  expect(films).toHaveLength(2740);
  const years = [...new Set(films.map(({ year }) => year))].sort();
  expect([years.length, years[0], years.at(-1)]).toEqual([30, 1980, 2010]);
  for (const { rating } of films) expect(rating >= 1 && rating <= 10).toBe(true);
});

test('a film knows of its director only what came before', () => {
  // Steven Spielberg has 23 films in the data: 21 before 2008, one that year, one in 2011.
  const most = films.reduce((one, other) => (other.earlierFilms > one.earlierFilms ? other : one));
  expect(most).toMatchObject({ year: 2008, earlierFilms: 21 });
  // His two of 1993 have the ten before that year, and not each other.
  expect(films.filter(({ year, earlierFilms }) => year === 1993 && earlierFilms === 10)).toHaveLength(2);
});

test('features are numbers, whatever is missing', () => {
  const { width, encode } = fitEncoder(films.slice(0, 500));
  const values = encode(films);
  expect(values).toHaveLength(width * films.length);
  expect(values.every(Number.isFinite)).toBe(true);
});

test('no year is in two parts', () => {
  const { train, validation, test: held } = prepare(films, 1);
  const parts = [train.flatMap(({ years }) => years), validation.years, held.years].map((years) => new Set(years));
  expect(parts.map(({ size }) => size)).toEqual([14, 6, 10]);
  expect(new Set(parts.flatMap((years) => [...years])).size).toBe(30);
});
