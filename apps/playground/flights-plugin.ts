import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Row {
  /** 'YYYY/MM/DD HH:MM' */
  readonly date: string;
  readonly delay: number;
  readonly distance: number;
}

/** Every eighth of 20,000 US flights of early 2001, as [hour, weekday, miles, minutes late]; the data of the demo (examples/flight-delays). */
function extract(): readonly (readonly number[])[] {
  // vega-datasets exports only a loader that fetches from a CDN; the file itself is in the installed package.
  const entry = createRequire(import.meta.url).resolve('vega-datasets');
  const rows = JSON.parse(readFileSync(join(dirname(entry), '../data/flights-20k.json'), 'utf8')) as Row[];
  return rows
    .filter((_, k) => k % 8 === 0)
    .map(({ date, delay, distance }) => {
      const [year, month, day, hour] = date.split(/\D/).map(Number) as [number, number, number, number];
      return [hour, new Date(Date.UTC(year, month - 1, day)).getUTCDay(), distance, delay];
    });
}

/** Makes 'virtual:flights' when the page is built. */
export function flights(): Plugin {
  const name = 'virtual:flights';
  return {
    name: 'flights',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(extract())};` : undefined),
  };
}
