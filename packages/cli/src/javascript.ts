import { type Loss, LossmithOptionError } from '@lossmith/core';

interface Spec {
  readonly kind: string;
  readonly [key: string]: unknown;
}

const packages = ['core', 'tfjs', 'onnx', 'webgpu', 'wasm', 'python'].map((name) => `@lossmith/${name}`);

/** Losses whose builder takes its transform first; of others that is an option. */
const transformFirst = ['compositeSoftmax', 'pairwiseComposite'];

const isLink = (value: unknown): value is Spec => typeof (value as Partial<Spec> | null)?.kind === 'string';
const isCustom = (value: unknown): boolean =>
  isLink(value) && (value.kind === 'custom' || Object.values(value).flat().some(isCustom));

/** A value as JavaScript, as one would write it: keys without quotes, links as calls of their builders. */
function literal(value: unknown, used: Set<string>): string {
  if (isLink(value)) return linkCall(value, used);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, used)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return object(value, used);
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function object(value: object, used: Set<string>): string {
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${literal(item, used)}`);
  return `{ ${entries.join(', ')} }`;
}

/** A builder's call: what comes first, and the rest as options where there are any. */
function call(name: string, first: unknown, options: object, used: Set<string>): string {
  const list = first === undefined ? [] : [literal(first, used)];
  return `${name}(${[...list, ...(Object.keys(options).length === 0 ? [] : [object(options, used)])].join(', ')})`;
}

function linkCall({ kind, ...rest }: Spec, used: Set<string>): string {
  used.add(kind);
  const { link, links, ...options } = rest;
  // Of a piecewise link all is an option; a sum and a mirror have links first.
  return call(kind, links ?? link, options, used);
}

function lossCall({ kind, ...rest }: Spec, used: Set<string>): string {
  const { link, ...others } = rest;
  if (!transformFirst.includes(kind)) return call(kind, link, others, used);
  const { transform, ...options } = others;
  return call(kind, transform, options, used);
}

function checkOptions(name: string, options: object): void {
  const [unknown] = Object.keys(options);
  if (unknown !== undefined) {
    const advice = 'leave it out, and give it to what you compile the loss with';
    throw new LossmithOptionError(unknown, 'has no meaning for js, which holds the loss alone', advice);
  }
  if (!packages.includes(name))
    throw new LossmithOptionError('package', `${name} is unknown`, `use ${packages.join(', ')}`);
}

/** A custom link holds expressions, which are shorter as JSON than as calls. */
const parsedLoss = (spec: Spec, name: string) =>
  `import { parseLoss } from '${name}';\n\nexport const loss = parseLoss(${JSON.stringify(spec, null, 2)});\n`;

/** A module that builds a loss by its builders, of which bundlers keep no more than it names. */
export function javascriptOf({ spec }: Loss, name = '@lossmith/core', options: object = {}): string {
  checkOptions(name, options);
  if (isCustom(spec.link) || isCustom(spec.transform)) return parsedLoss(spec, name);
  const used = new Set<string>();
  const code = lossCall(spec, used);
  const links = used.size === 0 ? '' : `import { ${[...used].sort().join(', ')} } from '${name}/links';\n`;
  return `${links}import { ${spec.kind} } from '${name}/losses';\n\nexport const loss = ${code};\n`;
}
