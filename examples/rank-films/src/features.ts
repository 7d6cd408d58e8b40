import type { Film } from './films.js';

/** Makes numbers of films, `width` each, one film after the other. */
export interface Encoder {
  readonly width: number;
  encode(films: readonly Film[]): Float64Array;
}

const quantities: readonly ((film: Film) => number | undefined)[] = [
  ({ budget }) => (budget > 0 ? Math.log10(budget) : undefined),
  ({ minutes }) => minutes,
  ({ earlierFilms }) => Math.log1p(earlierFilms),
];

const categories: readonly ((film: Film) => string | undefined)[] = [
  ({ certificate }) => certificate,
  ({ genre }) => genre,
  ({ source }) => source,
  ({ kind }) => kind,
  ({ month }) => month,
];

/** Rarer values of a category have no column of their own. */
const FEWEST = 10;

/** A value that is not recorded becomes the mean, 0: whether it is recorded says how well known a film has become. */
function standardizer(of: (film: Film) => number | undefined, films: readonly Film[]): (film: Film) => number {
  const values = films.map(of).filter((value) => value !== undefined);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return (film) => ((of(film) ?? mean) - mean) / spread;
}

function indicators(of: (film: Film) => string | undefined, films: readonly Film[]): ((film: Film) => number)[] {
  const counts = new Map<string, number>();
  for (const value of films.map(of)) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= FEWEST).map(([value]) => value);
  return frequent.sort().map((value) => (film) => (of(film) === value ? 1 : 0));
}

/** Means, spreads and categories come from the training films alone. The first column is 1. */
export function fitEncoder(films: readonly Film[]): Encoder {
  const columns = [
    () => 1,
    ...quantities.map((of) => standardizer(of, films)),
    ...categories.flatMap((of) => indicators(of, films)),
  ];
  return {
    width: columns.length,
    encode: (chosen) => Float64Array.from(chosen.flatMap((film) => columns.map((column) => column(film)))),
  };
}
