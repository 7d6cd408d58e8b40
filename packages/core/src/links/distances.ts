import type { LinkSpec } from './link-spec.js';

/** κ of design §4: the largest |rate·(z − center)| of the innermost links, for erf its square if that is more. */
export function kappa(link: LinkSpec, z: number): number {
  const u = (link.rate ?? 1) * (z - (link.center ?? 0));
  if (link.kind === 'sum') return Math.max(...link.links.map((one) => kappa(one, u)));
  if (link.kind === 'mirror') return kappa(link.link, -u);
  return link.kind === 'erf' ? Math.max(Math.abs(u), u * u) : Math.abs(u);
}

/** The largest distance of a score from the center of the link and of those inside it, in units of the score. */
export function distanceFromCenters(link: LinkSpec, z: number): number {
  const { rate = 1, center = 0 } = link;
  const own = Math.abs(z - center);
  const inside = (one: LinkSpec, u: number) => distanceFromCenters(one, u) / rate;
  if (link.kind === 'sum') return Math.max(own, ...link.links.map((one) => inside(one, rate * (z - center))));
  return link.kind === 'mirror' ? Math.max(own, inside(link.link, -rate * (z - center))) : own;
}
