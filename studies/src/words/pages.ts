import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { effortRows, type Found, measureRows } from './tables.js';

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'words ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'words recall', text: markdownOf(measureRows(results)) },
  { page: 'README.md', name: 'words effort', text: markdownOf(effortRows(results)) },
];
