import type { Flight } from './flights.js';

/** Airports with fewer training flights than this share one column, 'elsewhere'. */
const MIN_FLIGHTS_PER_AIRPORT = 50;

export interface Encoder {
  readonly width: number;
  /** One row of `width` numbers per flight, one after the other. */
  encode(flights: readonly Flight[]): Float32Array;
}

function frequentAirports(airports: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const airport of airports) counts.set(airport, (counts.get(airport) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= MIN_FLIGHTS_PER_AIRPORT).map(([airport]) => airport);
  return new Map(frequent.sort().map((airport, column) => [airport, column]));
}

/**
 * Only what is known when the flight leaves: hour, weekday, distance and the two airports. No calendar day, since the
 * other flights of that day, some of them later, would then tell about its weather; no minute, since round minutes
 * betray a departure on schedule.
 */
export function fitEncoder(training: readonly Flight[]): Encoder {
  const origins = frequentAirports(training.map((flight) => flight.origin));
  const destinations = frequentAirports(training.map((flight) => flight.destination));
  const weekdayColumn = 24;
  const distanceColumn = weekdayColumn + 7;
  const originColumn = distanceColumn + 2;
  const destinationColumn = originColumn + origins.size + 1;
  const width = destinationColumn + destinations.size + 1;

  return {
    width,
    encode(flights) {
      const values = new Float32Array(flights.length * width);
      flights.forEach((flight, index) => {
        const row = values.subarray(index * width, (index + 1) * width);
        row[flight.hour] = 1;
        row[weekdayColumn + flight.weekday] = 1;
        row[distanceColumn] = flight.distanceMiles / 1000;
        row[distanceColumn + 1] = Math.log(flight.distanceMiles / 500);
        row[originColumn + (origins.get(flight.origin) ?? origins.size)] = 1;
        row[destinationColumn + (destinations.get(flight.destination) ?? destinations.size)] = 1;
      });
      return values;
    },
  };
}
