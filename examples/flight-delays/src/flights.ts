import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { scoreOf } from './region.js';

export interface Flight {
  /** Hour of the departure, 0 to 23, local time. */
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly distanceMiles: number;
  readonly origin: string;
  readonly destination: string;
  /** Arrival delay; negative means early. */
  readonly delayMinutes: number;
  readonly score: number;
}

interface Row {
  /** 'YYYY/MM/DD HH:MM' */
  readonly date: string;
  readonly delay: number;
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

function toFlight(row: Row): Flight {
  const [year, month, day] = row.date.split(/\D/).map(Number) as [number, number, number];
  return {
    hour: Number(row.date.slice(11, 13)),
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    distanceMiles: row.distance,
    origin: row.origin,
    destination: row.destination,
    delayMinutes: row.delay,
    score: scoreOf(row.delay),
  };
}

/**
 * 20,000 US flights of January to March 2001, a sample of the on-time data of the Bureau of Transportation Statistics.
 * `date` is when the flight really left, `delay` how late it arrived (scripts/flights.py of vega-datasets), so the task
 * is: a flight is leaving the gate now; how late will it arrive? The schedule itself is not in the data.
 */
export function loadFlights(): readonly Flight[] {
  // vega-datasets exports only a loader that fetches from a CDN; the file itself is in the installed package.
  const entry = createRequire(import.meta.url).resolve('vega-datasets');
  const rows = JSON.parse(readFileSync(join(dirname(entry), '../data/flights-20k.json'), 'utf8')) as Row[];
  return rows.map(toFlight);
}
