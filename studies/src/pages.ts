import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { ranText } from './ran-text.js';
import type { Results } from './results.js';
import type { Part } from './study.js';
import { effortRows, fixedRows, measureRows, pairedRows, verdictRows } from './tables.js';

/** The generated parts of pages. */
export const partsOf = (results: Results): readonly Part[] => [
  { page: 'README.md', name: 'study inside', text: markdownOf(measureRows(results, 'inside')) },
  { page: 'README.md', name: 'study outside', text: markdownOf(measureRows(results, 'inside', 'outside')) },
  { page: 'README.md', name: 'study precision', text: markdownOf(measureRows(results, 'precision')) },
  { page: 'README.md', name: 'study verdicts inside', text: markdownOf(verdictRows(results, 'inside')) },
  { page: 'README.md', name: 'study weakest', text: markdownOf(fixedRows(results, 'weakest')) },
  { page: 'README.md', name: 'study strongest', text: markdownOf(fixedRows(results, 'strongest')) },
  { page: 'README.md', name: 'study verdicts precision', text: markdownOf(verdictRows(results, 'precision')) },
  { page: 'README.md', name: 'study effort', text: markdownOf(effortRows(results)) },
  { page: 'README.md', name: 'study pairs inside', text: markdownOf(pairedRows(results, 'inside')) },
  { page: 'README.md', name: 'study pairs precision', text: markdownOf(pairedRows(results, 'precision')) },
  { page: 'README.md', name: 'study ran', text: ranText(results.ran) },
];
