import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { drawPicture } from './picture.js';
import type { Found } from './summary.js';
import { effortRows, measureRows, pairedRows, verdictRows } from './tables.js';

const SITE = '../docs/gaps-or-choices.md';
const PICTURE = '../docs/gaps-or-choices.svg';

export type { Found } from './summary.js';

/** The generated parts of pages. */
export function partsOf(results: Found & { readonly ran: Ran }): readonly Part[] {
  const regret = (reward: string) => markdownOf(measureRows(results, reward, 'regret', 2));
  const accuracy = (reward: string) => markdownOf(measureRows(results, reward, 'accuracy', 3));
  const top = (reward: string) => markdownOf(measureRows(results, reward, 'top', 2));
  const pairs = (reward: string) => markdownOf(pairedRows(results, reward, 'logistic', 'regret'));
  const own = (name: string, text: string): Part => ({ page: 'README.md', name: `preferences ${name}`, text });
  return [
    { page: PICTURE, text: drawPicture(results) },
    { page: SITE, name: 'preferences regret', text: regret('straight') },
    { page: SITE, name: 'preferences against choices', text: markdownOf(verdictRows(results, 'logistic', 'regret')) },
    own('ran', ranText(results.ran)),
    own('effort', markdownOf(effortRows(results))),
    own('bent regret', regret('bent')),
    own('against squared', markdownOf(verdictRows(results, 'squared', 'regret'))),
    own('bent accuracy', accuracy('bent')),
    own('straight accuracy', accuracy('straight')),
    own('bent top', top('bent')),
    own('straight top', top('straight')),
    own('bent pairs', pairs('bent')),
    own('straight pairs', pairs('straight')),
  ];
}
