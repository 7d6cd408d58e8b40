import { LossmithSpecError } from '../errors/errors.js';
import { checkedPlacement, checkList } from './check.js';
import type { Link } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { inside } from './simple-link.js';

/** The value as a link built by `links`. */
export function checkLink(value: unknown, path: string): Link {
  if ((value as Partial<Link> | undefined)?.type === 'lossmith.link') return value as Link;
  throw new LossmithSpecError(path, 'not a link', 'make one with links.…');
}

/** Σ of links: several regions matter. Add a small identity so that no region is flat. */
export function sum(links: readonly Link[], options: PlacementSpec = {}): Link {
  const summands = checkList(links, 1, 'links').map((link, k) => checkLink(link, `links[${k}]`));
  const specs = Object.freeze(summands.map(({ spec }) => spec));
  const spec = checkedPlacement({ ...options, kind: 'sum' as const, links: specs }, ['links']);
  return Object.freeze<Link>({
    type: 'lossmith.link',
    spec,
    terms: (placement, path) => {
      const own = inside(placement, spec, path);
      return summands.flatMap((link, k) => link.terms(own, `${path}.links[${k}]`));
    },
  });
}
