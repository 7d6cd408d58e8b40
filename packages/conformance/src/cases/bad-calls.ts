import { isLossmithError, links, losses } from '@lossmith/core';
import type { Case } from '../case.js';
import { type Fault, fault } from '../fault.js';
import type { Batch } from '../harness.js';

/** What happened when something was tried that has to fail. */
export async function refused(what: string, kind: string, attempt: () => Promise<unknown>): Promise<Fault[]> {
  try {
    await attempt();
  } catch (error) {
    if (isLossmithError(error) && error.lossmith === kind) return [];
    return [fault('error', `${what} gives ${String(error)}, expected a Lossmith error of the kind '${kind}'`)];
  }
  return [
    fault('error', `${what} gives no error, expected a Lossmith error of the kind '${kind}': see checkHostInputs`),
  ];
}

const loss = losses.matching(links.sinh());
const batch: Batch = { examples: 3, items: 1, predicted: [1, 2, 3], target: [0, 1, 2] };

interface BadCall {
  readonly what: string;
  readonly kind: 'shape' | 'option';
  readonly batch: { readonly [name in keyof Batch]?: Batch[name] | undefined };
  readonly parameters?: readonly string[];
}

const badCalls: readonly BadCall[] = [
  { what: 'a predicted too short', kind: 'shape', batch: { predicted: [1, 2] } },
  { what: 'a target too long', kind: 'shape', batch: { target: [1, 2, 3, 4] } },
  { what: 'an empty target', kind: 'shape', batch: { target: [] } },
  { what: 'no target at all', kind: 'shape', batch: { target: undefined } },
  { what: 'a weight that the program does not take', kind: 'option', batch: { weight: [1, 1, 1] } },
  { what: 'a mask that the program does not take', kind: 'option', batch: { mask: [1, 1, 1] } },
  { what: 'a parameter that is not open', kind: 'option', batch: { parameters: { 'link.rate': [2] } } },
  {
    what: 'two values of a parameter for three examples',
    kind: 'shape',
    batch: { parameters: { 'link.rate': [2, 3] } },
    parameters: ['link.rate'],
  },
  { what: 'a number of rows that is no whole number', kind: 'option', batch: { examples: 2.5 } },
];

/** Calls that do not fit the program: the documented error, before anything is computed. */
export const badCallCases: readonly Case[] = badCalls.map(({ what, kind, batch: change, parameters = [] }) => ({
  id: `failures/${what}`,
  level: 'failures',
  quick: true,
  check: async (harness) => {
    const compiled = await harness.compile(loss, { parameters });
    const faults = await refused(what, kind, () => compiled.run({ ...batch, ...change } as Batch));
    await compiled.dispose();
    return { faults };
  },
}));
