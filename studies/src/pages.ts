import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { ranText } from './ran.js';
import type { Results } from './results.js';
import { effortRows, fixedRows, measureRows, pairedRows, verdictRows } from './tables.js';

export interface Part {
  /** From this workspace. */
  readonly page: string;
  readonly name: string;
  readonly text: string;
}

const SITE = '../docs/when-it-helps.md';

/** The generated parts of pages. */
export const partsOf = (results: Results): readonly Part[] => [
  { page: SITE, name: 'study inside', text: markdownOf(measureRows(results, 'inside')) },
  { page: SITE, name: 'study outside', text: markdownOf(measureRows(results, 'inside', 'outside')) },
  { page: SITE, name: 'study precision', text: markdownOf(measureRows(results, 'precision')) },
  { page: SITE, name: 'study verdicts inside', text: markdownOf(verdictRows(results, 'inside')) },
  { page: 'README.md', name: 'study weakest', text: markdownOf(fixedRows(results, 'weakest')) },
  { page: 'README.md', name: 'study strongest', text: markdownOf(fixedRows(results, 'strongest')) },
  { page: 'README.md', name: 'study verdicts precision', text: markdownOf(verdictRows(results, 'precision')) },
  { page: 'README.md', name: 'study effort', text: markdownOf(effortRows(results)) },
  { page: 'README.md', name: 'study pairs inside', text: markdownOf(pairedRows(results, 'inside')) },
  { page: 'README.md', name: 'study pairs precision', text: markdownOf(pairedRows(results, 'precision')) },
  { page: 'README.md', name: 'study ran', text: ranText(results.ran) },
];
