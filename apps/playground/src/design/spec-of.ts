import type { LinkSpec } from '@lossmith/core';
import { drawnLink } from './drawn-link.js';
import type { Part } from './part.js';

export const partSpec = (part: Part): LinkSpec => (part.kind === 'drawn' ? drawnLink(part) : part);

/** The link of a mix: its only part, or the sum of all. */
export function linkSpec(parts: readonly Part[]): LinkSpec {
  const links = parts.map(partSpec);
  return links.length === 1 ? (links[0] as LinkSpec) : { kind: 'sum', links };
}
