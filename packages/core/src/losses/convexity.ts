import { LossmithSpecError } from '../errors/errors.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { outermost } from './outermost.js';

/** The kinds of links a transform is made of, to name it in an error. */
function describe(spec: LinkSpec): string {
  if (spec.kind === 'sum') return `sum(${spec.links.map(describe).join(', ')})`;
  return spec.kind === 'mirror' ? `mirror(${describe(spec.link)})` : spec.kind;
}

/** The matching form is a loss (never negative, convex) only over a transform that is convex on all of ℝ. */
export function checkConvex(transform: Link): void {
  const bent = transform.terms(outermost, 'transform').find(({ shape }) => shape === 'concave' || shape === 'neither');
  if (bent === undefined) return;
  throw new LossmithSpecError(
    'transform',
    `${describe(transform.spec)} is not known to be convex`,
    "use form: 'divergence', or assumeConvex: true",
  );
}
