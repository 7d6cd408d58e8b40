import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What was known of a film before anyone rated it, and its rating. */
export interface Film {
  readonly year: number;
  /** Three letters. */
  readonly month: string;
  /** US dollars; 0 where it is not recorded. */
  readonly budget: number;
  /** Minutes; undefined where it is not recorded. */
  readonly minutes: number | undefined;
  readonly certificate: string | undefined;
  readonly genre: string | undefined;
  readonly source: string | undefined;
  readonly kind: string | undefined;
  /** Films of this director in the data that came out in earlier years. */
  readonly earlierFilms: number;
  /** The mean rating on IMDB, 1 to 10. */
  readonly rating: number;
}

interface Row {
  /** 'Jun 12 1998' */
  readonly 'Release Date': string;
  readonly 'Production Budget': number | null;
  readonly 'Running Time min': number | null;
  readonly 'MPAA Rating': string | null;
  readonly 'Major Genre': string | null;
  readonly Source: string | null;
  readonly 'Creative Type': string | null;
  readonly Director: string | null;
  readonly 'IMDB Rating': number | null;
}

/** The data end in 2011; years after it are years of the last century whose first digits were lost. */
function yearOf(row: Row): number {
  const year = Number(row['Release Date'].slice(-4));
  return year > 2011 ? year - 100 : year;
}

/** Of a film its director's films in earlier years: later ones would tell that this one was a success. */
function countEarlier(rows: readonly Row[]): (row: Row) => number {
  const years = new Map<string, number[]>();
  for (const row of rows) {
    if (row.Director !== null) years.set(row.Director, [...(years.get(row.Director) ?? []), yearOf(row)]);
  }
  return (row) => (years.get(row.Director ?? '') ?? []).filter((year) => year < yearOf(row)).length;
}

function toFilm(row: Row, rating: number, earlierFilms: number): Film {
  return {
    year: yearOf(row),
    month: row['Release Date'].slice(0, 3),
    budget: row['Production Budget'] ?? 0,
    minutes: row['Running Time min'] ?? undefined,
    certificate: row['MPAA Rating'] ?? undefined,
    genre: row['Major Genre'] ?? undefined,
    source: row.Source ?? undefined,
    kind: row['Creative Type'] ?? undefined,
    earlierFilms,
    rating,
  };
}

/** Fewer films in a year than this are no list to rank. */
const FEWEST = 20;

/**
 * The rated films of vega-datasets of all years with at least 20 of them. Left out are votes, earnings and sales (they come
 * after the film, and its ratings with them), other ratings, and titles.
 */
export function loadFilms(): readonly Film[] {
  // vega-datasets exports only a loader that fetches from a CDN; the file itself is in the installed package.
  const entry = createRequire(import.meta.url).resolve('vega-datasets');
  const rows = JSON.parse(readFileSync(join(dirname(entry), '../data/movies.json'), 'utf8')) as Row[];
  const earlier = countEarlier(rows);
  const films = rows.flatMap((row) => {
    const rating = row['IMDB Rating'];
    return rating === null ? [] : [toFilm(row, rating, earlier(row))];
  });
  const counts = new Map<number, number>();
  for (const { year } of films) counts.set(year, (counts.get(year) ?? 0) + 1);
  return films.filter(({ year }) => counts.get(year)! >= FEWEST);
}
