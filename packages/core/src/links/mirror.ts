import { negate } from '../expressions/build.js';
import { checkedPlacement } from './check.js';
import type { Link } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { inside } from './simple-link.js';
import { checkLink } from './sum.js';

/** −h(−z): low scores matter where high ones did. */
export function mirror(link: Link, options: PlacementSpec = {}): Link {
  const inner = checkLink(link, 'link');
  const spec = checkedPlacement({ ...options, kind: 'mirror' as const, link: inner.spec }, ['link']);
  return Object.freeze<Link>({
    type: 'lossmith.link',
    spec,
    terms: (placement, path) => {
      const own = inside(placement, spec, path);
      return inner.terms({ ...own, mirrored: !own.mirrored, chain: (z) => negate(own.chain(z)) }, `${path}.link`);
    },
  });
}
