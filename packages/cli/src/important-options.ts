import type { Important } from '@lossmith/core/design';
import type { Command } from 'commander';
import { given, toNumber } from './option-values.js';

export interface ImportantOptions {
  readonly from?: number;
  readonly to?: number;
  readonly quantile?: number;
}

/** Adds the options that say which scores matter. */
export const withImportant = (command: Command): Command =>
  command
    .option('--from <score>', 'scores from there on matter', toNumber)
    .option('--to <score>', 'scores below that matter', toNumber)
    .option('--quantile <q>', 'the highest scores matter, from that quantile on: 0.9 for the highest tenth', toNumber)
    .option('--column <name>', 'the column of the scores; the only one, or target, where left out');

/** The region that is asked for, if one is. */
export function importantOf({ from, to, quantile }: ImportantOptions): Important | undefined {
  const important = given({ from, to, quantile });
  return Object.keys(important).length === 0 ? undefined : (important as Important);
}
