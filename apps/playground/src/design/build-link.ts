import { type Link, type LinkSpec, links } from '@lossmith/core';

/** A link from its JSON. Throws Lossmith's errors for what is none. */
export function buildLink(spec: LinkSpec): Link {
  const { kind, ...options } = spec as LinkSpec & { readonly links: readonly LinkSpec[]; readonly link: LinkSpec };
  if (kind === 'sum') return links.sum(options.links.map(buildLink), without(options, 'links'));
  if (kind === 'mirror') return links.mirror(buildLink(options.link), without(options, 'link'));
  const build = links[kind] as (options: object) => Link;
  return build(options);
}

function without(options: object, key: string): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== key));
}
