import { isLossmithError, type LinkSpec } from '@lossmith/core';
import { normalise, type SuggestedFamily, suggestLink } from '@lossmith/core/design';
import { buildLink } from './build-link.js';

export type Suggested = { readonly link: LinkSpec; readonly why: string } | { readonly problem: string };

/** A link for what the reader calls important, or why there is none. */
export function suggest(
  scores: Float64Array,
  important: { readonly from: number | null; readonly to: number | null },
  emphasis: number,
  family: SuggestedFamily,
): Suggested {
  try {
    const { from, to } = important;
    const edges = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
    const { link, why } = suggestLink({ scores, important: edges, emphasis, family });
    return { link: link.spec, why };
  } catch (error) {
    if (isLossmithError(error)) return { problem: error.message };
    throw error;
  }
}

/** What every amplitude has to be multiplied by for a mean sensitivity of 1, or why there is no such factor. */
export function normalising(
  link: LinkSpec,
  scores: Float64Array,
): { readonly factor: number } | { readonly problem: string } {
  try {
    return { factor: (normalise(buildLink(link), scores).spec.amplitude ?? 1) / (link.amplitude ?? 1) };
  } catch (error) {
    if (isLossmithError(error)) return { problem: error.message };
    throw error;
  }
}
