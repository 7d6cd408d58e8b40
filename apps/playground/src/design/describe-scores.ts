import { isLossmithError, type LinkSpec } from '@lossmith/core';
import { type Description, describe } from '@lossmith/core/design';
import type { Region } from '../state/state.js';
import { matching } from './curves.js';

/** What `describe` says of all scores, or why it cannot. */
export type Described = { readonly description: Description } | { readonly problem: string };

const edges = ({ from, to }: Region) => ({ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) });

export const isOpen = ({ from, to }: Region): boolean => from === null && to === null;

export function describeScores(link: LinkSpec, scores: Float64Array, important: Region): Described {
  try {
    const options = isOpen(important) ? {} : { important: edges(important) };
    return { description: describe(matching(link), scores, options) };
  } catch (error) {
    if (isLossmithError(error)) return { problem: error.message };
    throw error;
  }
}
