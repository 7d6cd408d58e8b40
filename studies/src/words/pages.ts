import { markdownOf } from '@lossmith-examples/volcano/markdown';
import type { Part } from '../pages.js';
import { ranText } from '../ran.js';
import type { Results } from '../results.js';
import type { Run } from './experiment.js';
import { effortRows, measureRows } from './tables.js';

/** The generated parts of a page. */
export const partsOf = (results: Results<Run>): readonly Part[] => [
  { page: 'README.md', name: 'words ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'words recall', text: markdownOf(measureRows(results)) },
  { page: 'README.md', name: 'words effort', text: markdownOf(effortRows(results)) },
];
