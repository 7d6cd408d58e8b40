import { checkVersion } from '../errors/check-version.js';
import { describeValue, isRecord } from '../errors/describe-value.js';
import { LossmithSpecError } from '../errors/errors.js';
import { checkedSpec, checkList } from './check.js';
import type { Link } from './link.js';
import type { PlacementSpec, SumSpec } from './link-spec.js';
import { inside, linkOf } from './simple-link.js';

/** What stands where a link belongs, and what to do about it. */
function notALink(value: unknown): readonly [what: string, advice: string] {
  if (value === undefined) return ['is missing', 'make a link with links.…'];
  if (typeof value === 'function') return ['is a function, not a link', `call it: links.${value.name || '…'}(…)`];
  if (isRecord(value) && typeof value.kind === 'string') {
    return [
      'is the JSON of a link',
      `make it with links.${value.kind}(…), or give parseLoss the JSON of the whole loss`,
    ];
  }
  return [`is ${describeValue(value)}, not a link`, 'make one with links.…'];
}

/** The value as a link built by `links`. */
export function checkLink(value: unknown, path: string): Link {
  const { type, version = 1 } = (value ?? {}) as { readonly type?: unknown; readonly version?: unknown };
  if (type === 'lossmith.link') {
    // Links carry none so far.
    checkVersion('the link', version);
    return value as Link;
  }
  throw new LossmithSpecError(path, ...notALink(value));
}

type Specs<Links extends readonly Link[]> = { readonly [k in keyof Links]: Links[k]['spec'] };

/** Σ of links: several regions matter. Add a small identity so that no region is flat. */
export function sum<const Links extends readonly Link[]>(
  links: Links,
  options: PlacementSpec = {},
): Link<SumSpec<Specs<Links>>> {
  if ((links as Partial<Link> | undefined)?.type === 'lossmith.link') {
    throw new LossmithSpecError('links', 'must be a list, got a link', 'give links.sum([link, …])');
  }
  const summands = checkList(links, 1, 'links').map((link, k) => checkLink(link, `links[${k}]`));
  const specs = Object.freeze(summands.map(({ spec }) => spec)) as unknown as Specs<Links>;
  const spec = checkedSpec<SumSpec<Specs<Links>>>('sum', options, {}, { links: specs });
  return linkOf(spec, (placement, path) => {
    const own = inside(placement, spec, path);
    return summands.flatMap((link, k) => link.terms(own, `${path}.links[${k}]`));
  });
}
