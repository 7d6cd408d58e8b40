import type { LinkSpec, LossSpec } from '@lossmith/core';

type Values = Readonly<Record<string, unknown>>;

/** A value as JavaScript writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  return optionsOf(value as Values) || '{}';
}

/** `{ rate: 0.8 }`, or nothing where there are none. */
function optionsOf(options: Values): string {
  const entries = Object.entries(options).map(([key, value]) => `${key}: ${literal(value)}`);
  return entries.length === 0 ? '' : `{ ${entries.join(', ')} }`;
}

const call = (name: string, ...given: readonly string[]) =>
  `${name}(${given.filter((text) => text !== '').join(', ')})`;

/** The call that builds a link. */
function linkCode(spec: LinkSpec): string {
  const { kind, ...options } = spec as LinkSpec & { links: readonly LinkSpec[]; link: LinkSpec };
  const { links, link, ...placement } = options;
  if (kind === 'sum') return call('links.sum', `[${links.map(linkCode).join(', ')}]`, optionsOf(placement));
  if (kind === 'mirror') return call('links.mirror', linkCode(link), optionsOf(placement));
  return call(`links.${kind}`, optionsOf(options));
}

/** The call that builds a loss. */
export function lossCode(spec: LossSpec): string {
  const { kind, link, transform, ...options } = spec as LossSpec & Values;
  const inner = (link ?? transform) as LinkSpec | undefined;
  const own = kind === 'matching' ? '' : optionsOf(options);
  return call(`losses.${kind}`, inner === undefined ? '' : linkCode(inner), own);
}
