import { negate } from '../expressions/build.js';
import { checkedSpec } from './check.js';
import type { Link } from './link.js';
import type { MirrorSpec, PlacementSpec } from './link-spec.js';
import { inside, linkOf } from './simple-link.js';
import { checkLink } from './sum.js';

/** −h(−z): low scores matter where high ones did. */
export function mirror<Inner extends Link>(link: Inner, options: PlacementSpec = {}): Link<MirrorSpec<Inner['spec']>> {
  checkLink(link, 'link');
  const spec = checkedSpec<MirrorSpec<Inner['spec']>>('mirror', options, {}, { link: link.spec });
  return linkOf(spec, (placement, path) => {
    const own = inside(placement, spec, path);
    return link.terms({ ...own, mirrored: !own.mirrored, chain: (z) => negate(own.chain(z)) }, `${path}.link`);
  });
}
