import { joinPath, LossmithSpecError } from './errors/errors.js';
import { fromExpressionSpec } from './expressions/json.js';
import { checkKeys, checkList, checkOneOf } from './links/check.js';
import * as links from './links/index.js';
import type { Link } from './links/link.js';
import type { LinkKind } from './links/link-spec.js';

/** JSON of a loss or a link, its kind taken away. */
export type Spec = Readonly<Record<string, unknown>>;

/** Options of a builder as read from JSON: the builder itself checks every value. */
type Unchecked = never;

/** Runs a builder and tells its complaints with the path of what was being read. */
function at<Result>(path: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    throw error instanceof LossmithSpecError ? error.under(path) : error;
  }
}

/** The kind named in an object. */
export function kindOf<Kind extends string>(value: unknown, kinds: readonly Kind[], path: string): Kind {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : ['kind'];
  return checkOneOf(checkKeys(value, keys, path).kind, kinds, joinPath(path, 'kind'));
}

function readSum({ links: list, ...options }: Spec, path: string): Link {
  const read = (link: unknown, k: number) => readLink(link, `${joinPath(path, 'links')}[${k}]`);
  const summands = at(path, () => checkList(list, 1, 'links')).map(read);
  return at(path, () => links.sum(summands, options as Unchecked));
}

function readMirror({ link, ...options }: Spec, path: string): Link {
  const inner = readLink(link, joinPath(path, 'link'));
  return at(path, () => links.mirror(inner, options as Unchecked));
}

function readCustom(options: Spec, path: string): Link {
  const given = ['h', 'H', 'dh'].filter((key) => key === 'h' || options[key] !== undefined);
  const read = given.map((key) => [key, fromExpressionSpec(options[key], joinPath(path, key))] as const);
  return at(path, () => links.custom({ ...options, ...Object.fromEntries(read) } as Unchecked));
}

/** Links whose JSON holds other things than numbers. */
const composed: { readonly [kind in LinkKind]?: (options: Spec, path: string) => Link } = {
  sum: readSum,
  mirror: readMirror,
  custom: readCustom,
};

/** A link from its JSON, which stands at `path` of the loss. Brings every kind of link along. */
export function readLink(value: unknown, path: string): Link {
  if (value === undefined) throw new LossmithSpecError(path, 'is missing', 'give it');
  const kind = kindOf(value, Object.keys(links) as LinkKind[], path);
  const { kind: _, ...options } = value as Spec;
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: whoever reads JSON needs every kind.
  const build = links[kind] as (options: Unchecked) => Link;
  return composed[kind]?.(options, path) ?? at(path, () => build(options as Unchecked));
}
