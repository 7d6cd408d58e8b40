import type { Case } from '../../case.js';
import type { NamedSet } from '../../exact/sets.js';
import { determinismCases } from '../determinism.js';
import { parameterCases } from '../parameters.js';
import { poisonedDataCases } from '../poisoned-data.js';
import { reductionCases } from '../reductions.js';
import { rowPropertyCases } from '../row-properties.js';
import { sizeCases } from '../sizes.js';
import { listCases } from './list-cases.js';

export const isOfLists = ({ id }: NamedSet): boolean => id.startsWith('pairs/');

/** In whole runs alone. */
const later = (cases: readonly Case[]): readonly Case[] => cases.map((one) => ({ ...one, quick: false }));

/** What is asked of losses over pairs and lists. */
export function casesOfLists(sets: readonly NamedSet[], data: readonly NamedSet[]): readonly Case[] {
  const own = sets.filter(isOfLists);
  return [
    ...listCases(data, own),
    ...later([
      ...sizeCases(data),
      ...reductionCases(data),
      ...parameterCases(own),
      ...rowPropertyCases(own),
      ...determinismCases(data),
      ...poisonedDataCases(data, [], []),
    ]),
  ];
}
