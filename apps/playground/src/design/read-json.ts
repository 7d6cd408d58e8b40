import { isLossmithError, type LinkSpec, parseLoss } from '@lossmith/core';
import { buildLink } from './build-link.js';

/** The links that a text says, or why it says none. */
export type ReadJson = { readonly links: readonly LinkSpec[] } | { readonly problem: string };

const mostLinks = 8;

/** A sum that is laid over the scores as it is comes apart into its links. */
function partsOf(link: LinkSpec): readonly LinkSpec[] {
  if (link.kind !== 'sum' || Object.keys(link).length > 2 || link.links.length > mostLinks) return [link];
  return link.links;
}

function linkIn(text: string): LinkSpec {
  const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
  const isLoss = value !== null && typeof value === 'object' && 'link' in value && value.kind !== 'mirror';
  const loss = isLoss ? value : { kind: 'matching', target: 'score', link: value };
  return parseLoss(loss).spec.link as LinkSpec;
}

/** Reads the JSON of a loss of scores, as `loss.spec` or this page gives it, or that of a link alone. */
export function readJson(text: string): ReadJson {
  try {
    const links = partsOf(linkIn(text));
    for (const link of links) buildLink(link);
    return { links };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `This is not JSON (${error.message}). Copy all of it.` };
    if (isLossmithError(error)) return { problem: error.message };
    throw error;
  }
}
