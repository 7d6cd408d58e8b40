import { joinPath, LossmithSpecError } from './errors/errors.js';
import { fromExpressionSpec } from './expressions/json.js';
import { checkKeys, checkList, checkOneOf, largestList, placementKeys } from './links/check.js';
import * as links from './links/index.js';
import type { Link } from './links/link.js';
import type { LinkKind } from './links/link-spec.js';
import { compositeSoftmax, softmax } from './losses/composite-softmax.js';
import type { Loss } from './losses/loss.js';
import type { LossKind } from './losses/loss-spec.js';
import { matching, perClass } from './losses/matching.js';

const largestText = 2 ** 20;
const deepest = 32;

type Spec = Readonly<Record<string, unknown>>;

/** Runs a builder and tells its complaints with the path of what was being read. */
function at<Result>(path: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    throw error instanceof LossmithSpecError ? error.under(path) : error;
  }
}

/** Refuses what no loss needs: deep nesting, too many nodes or knots. Runs before anything recursive looks at the value. */
function checkExtent(value: unknown): void {
  const counts = { nodes: 0, knots: 0 };
  const stack: { readonly node: unknown; readonly depth: number; readonly inList: boolean }[] = [
    { node: value, depth: 0, inList: false },
  ];
  while (stack.length > 0) {
    const { node, depth, inList } = stack.pop() as (typeof stack)[number];
    if (typeof node !== 'object' || node === null) continue;
    const isList = Array.isArray(node) && typeof node[0] !== 'string';
    if (!isList) counts.nodes += 1;
    else if (inList) counts.knots += 1;
    const tooLong = Array.isArray(node) && node.length > largestList;
    if (depth > deepest)
      throw new LossmithSpecError('', `nested more than ${deepest} levels deep`, 'simplify the loss');
    if (tooLong || Math.max(counts.nodes, counts.knots) > largestList) {
      throw new LossmithSpecError('', `more than ${largestList} nodes or knots`, 'simplify the loss');
    }
    // A list is a level only inside another list.
    const inner = depth + (isList && !inList ? 0 : 1);
    for (const next of Object.values(node)) stack.push({ node: next, depth: inner, inList: isList });
  }
}

/** The kind named in an object. */
function kindOf<Kind extends string>(value: unknown, kinds: readonly Kind[], path: string): Kind {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : ['kind'];
  return checkOneOf(checkKeys(value, keys, path).kind, kinds, joinPath(path, 'kind'));
}

function checkPresent(spec: Spec, key: string, path: string): void {
  if (Object.hasOwn(spec, key)) return;
  throw new LossmithSpecError(joinPath(path, key), 'is missing', 'give it');
}

/** Options of a builder as read from JSON: the builder itself checks every value. */
type Unchecked = never;

/** Keys of the kinds of links that have more than amplitude, rate and center: required ones, and optional ones. */
const keysOf: { readonly [kind in LinkKind]?: readonly [required: string[], optional?: string[]] } = {
  power: [['exponent']],
  clip: [['threshold']],
  sum: [['links']],
  mirror: [['link']],
  piecewiseLinear: [['knots']],
  monotoneCubic: [['knots']],
  fromSensitivity: [['regions'], ['floor']],
  custom: [['h'], ['H', 'dh']],
};

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
  const given = ['h', 'H', 'dh'].filter((key) => options[key] !== undefined);
  const read = given.map((key) => [key, fromExpressionSpec(options[key], joinPath(path, key))] as const);
  return at(path, () => links.custom({ ...options, ...Object.fromEntries(read) } as Unchecked));
}

const composed: { readonly [kind in LinkKind]?: (options: Spec, path: string) => Link } = {
  sum: readSum,
  mirror: readMirror,
  custom: readCustom,
};

/** A link from its JSON, which stands at `path` of the loss. */
export function readLink(value: unknown, path: string): Link {
  const kind = kindOf(value, Object.keys(links) as LinkKind[], path);
  const [required, optional = []] = keysOf[kind] ?? [[]];
  const { kind: _, ...options } = checkKeys(value, ['kind', ...required, ...optional, ...placementKeys], path);
  for (const key of required) checkPresent(options, key, path);
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: whoever reads JSON needs every kind.
  const build = links[kind] as (options: Unchecked) => Link;
  return composed[kind]?.(options, path) ?? at(path, () => build(options as Unchecked));
}

const lossReaders: Readonly<Record<LossKind, (spec: Spec) => Loss>> = {
  matching: ({ link, ...options }) => matching(readLink(link, 'link'), options as Unchecked),
  perClass: ({ link, ...options }) => perClass(readLink(link, 'link'), options as Unchecked),
  softmax: (options) => softmax(options as Unchecked),
  compositeSoftmax: ({ transform, ...options }) => {
    checkPresent(options, 'form', '');
    return compositeSoftmax(readLink(transform, 'transform'), options as Unchecked);
  },
};

const lossKeys: Readonly<Record<LossKind, readonly string[]>> = {
  matching: ['target', 'link'],
  perClass: ['target', 'link'],
  softmax: ['target', 'temperature'],
  compositeSoftmax: ['form', 'target', 'temperature', 'transform', 'assumeConvex'],
};

function parseText(text: string): unknown {
  if (text.length > largestText) {
    throw new LossmithSpecError('', `${text.length} characters, more than 1 MiB`, 'simplify the loss');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LossmithSpecError('', `not JSON (${(error as Error).message})`, 'correct it');
  }
}

/**
 * A loss from its JSON (`loss.spec`), as text or already parsed. Throws `LossmithSpecError` with the path of the fault for
 * anything it does not know. Brings every kind of link and loss along; programs that build their losses themselves do not
 * need it.
 */
export function parseLoss(json: unknown): Loss {
  const value = typeof json === 'string' ? parseText(json) : json;
  checkExtent(value);
  const kind = kindOf(value, Object.keys(lossKeys) as LossKind[], '');
  const { kind: _, version, ...spec } = checkKeys(value, ['version', 'kind', ...lossKeys[kind]]);
  if (version !== undefined && version !== 1) {
    throw new LossmithSpecError('version', `${JSON.stringify(version)} is unknown`, 'give 1, or leave it out');
  }
  if (kind === 'matching' || kind === 'perClass') checkPresent(spec, 'link', '');
  if (kind === 'compositeSoftmax') checkPresent(spec, 'transform', '');
  return lossReaders[kind](spec);
}
