import { markdownOf } from '@lossmith-examples/volcano/markdown';
import type { Rows } from '@lossmith-examples/volcano/rows';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { unbroken } from '../unbroken.js';
import { pairs } from './convex.js';
import { type Missed, STARTS } from './experiment.js';

export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Missed[];
}

const names = { matching: 'link', linkSquared: '(h(ŝ) − h(s))²' } as const;

export const missesOf = (runs: readonly Missed[], from: 'near' | 'wide') => ({
  missed: runs.reduce((sum, run) => sum + run[from], 0),
  of: runs.length * STARTS,
});

function shareText(runs: readonly Missed[], from: 'near' | 'wide'): string {
  const { missed, of } = missesOf(runs, from);
  return unbroken(`${missed} of ${of}`);
}

const startRows = ({ runs }: Found): Rows => [
  ['loss', 'missed from near starts', 'from wide starts', 'worst end by the lowest'].map(unbroken),
  ...(['matching', 'linkSquared'] as const).flatMap((loss) =>
    pairs.map(({ link, rate }) => {
      const own = runs.filter((run) => run.loss === loss && run.link === link && run.rate === rate);
      const worst = Math.max(...own.map((run) => run.worst));
      return [
        `${names[loss]}, ${link}, rate ${rate}`,
        shareText(own, 'near'),
        shareText(own, 'wide'),
        worst.toPrecision(3),
      ];
    }),
  ),
];

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'starts ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'starts table', text: markdownOf(startRows(results)) },
];
