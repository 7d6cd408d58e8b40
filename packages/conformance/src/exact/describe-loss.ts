import type { LinkSpec, LossSpec } from '@lossmith/core';

function options(values: object): string {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0
    ? ''
    : `{ ${entries.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')} }`;
}

/** A link as one would build it: sinh({ rate: 0.5 }). */
export function describeLink(spec: LinkSpec): string {
  const { kind, ...rest } = spec as LinkSpec & Readonly<Record<string, unknown>>;
  const { links, link, ...numbers } = rest as { links?: LinkSpec[]; link?: LinkSpec };
  const inner =
    links === undefined
      ? link === undefined
        ? []
        : [describeLink(link)]
      : [`[${links.map(describeLink).join(', ')}]`];
  return `${kind}(${[...inner, options(numbers)].filter(Boolean).join(', ')})`;
}

/** A loss as one would build it: matching(sinh({ rate: 0.5 }), { target: "output" }). */
export function describeLoss(spec: LossSpec): string {
  const { kind, target, link, transform, ...rest } = spec as LossSpec & { link?: LinkSpec; transform?: LinkSpec };
  const inner = link ?? transform;
  const given = options({
    ...rest,
    transform: link === undefined ? undefined : transform,
    target: target === 'score' ? undefined : target,
  });
  return `${kind}(${[inner === undefined ? '' : describeLink(inner), given].filter(Boolean).join(', ')})`;
}

/** What a loss is but for its numbers, the line it belongs to in a table: 'matching sinh, output'. */
export function familyOf(spec: LossSpec): string {
  const {
    kind,
    target = 'score',
    form,
    link,
    transform,
  } = spec as LossSpec & {
    form?: string;
    link?: LinkSpec;
    transform?: LinkSpec;
  };
  const bare = (of: LinkSpec): string => (of.kind === 'mirror' ? `mirrored ${bare(of.link)}` : of.kind);
  const inner = link ?? transform;
  const name = [kind, form, inner === undefined ? undefined : bare(inner)].filter(Boolean).join(' ');
  return target === 'score' ? name : `${name}, ${target}`;
}
