import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A height field: `heights[row * width + column]`, in metres above the sea. */
export interface Terrain {
  readonly width: number;
  readonly height: number;
  readonly heights: readonly number[];
}

/** Maunga Whau (Mt Eden), Auckland: 87 × 61 cells of 10 m, digitised by Ross Ihaka from a topographic map; R calls it `volcano`. */
export function loadTerrain(): Terrain {
  // vega-datasets exports only a loader that fetches from a CDN; the file itself is in the installed package.
  const entry = createRequire(import.meta.url).resolve('vega-datasets');
  const text = readFileSync(join(dirname(entry), '../data/volcano.json'), 'utf8');
  const { width, height, values } = JSON.parse(text) as { width: number; height: number; values: number[] };
  return { width, height, heights: values };
}

/** Where each cell lies: its column and its row, both from −1 to 1, one after the other. */
export function placesOf({ width, height }: Terrain): Float64Array {
  const places = new Float64Array(2 * width * height);
  for (let cell = 0; cell < width * height; cell += 1) {
    places[2 * cell] = (2 * (cell % width)) / (width - 1) - 1;
    places[2 * cell + 1] = (2 * Math.floor(cell / width)) / (height - 1) - 1;
  }
  return places;
}
