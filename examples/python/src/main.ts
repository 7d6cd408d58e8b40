import { join } from 'node:path';
import { loadFlights } from '@lossmith-examples/flight-delays/flights';
import { boost } from './boost.js';
import { boostedTable, sharedTable } from './report.js';
import { share } from './share.js';

const folder = join(import.meta.dirname, '../out');
const flights = loadFlights();
const [seeds, rounds, epochs] = [5, 100, 8];

console.log(
  `XGBoost, ${rounds} trees of depth 4, ${seeds} seeds:\n\n${boostedTable(await boost(flights, seeds, rounds, folder))}`,
);
console.log(
  `PyTorch, the flights' network, ${epochs} epochs, one seed:\n\n${sharedTable(await share(flights, epochs, folder))}`,
);
