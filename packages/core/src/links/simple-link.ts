import { add, divide, multiply, negate, parameter, subtract } from '../expressions/build.js';
import { type BaseLink, place } from './base-link.js';
import type { Link, Placement } from './link.js';
import type { LinkSpec, PlacementSpec } from './link-spec.js';

/** The placement of something inside a link: h(z) = a·inner(b(z − c)) composed with what surrounds it. */
export function inside(outer: Placement, spec: PlacementSpec, path: string): Placement {
  const own = (name: 'amplitude' | 'rate' | 'center', standard: number) => {
    const value = spec[name] ?? standard;
    return parameter(`${path}.${name}`, value);
  };
  const [rate, center] = [own('rate', 1), own('center', 0)];
  const shift = divide(center, outer.rate);
  return {
    amplitude: multiply(outer.amplitude, own('amplitude', 1)),
    rate: multiply(outer.rate, rate),
    center: add(outer.center, outer.mirrored ? negate(shift) : shift),
    mirrored: outer.mirrored,
    chain: (z) => multiply(subtract(outer.chain(z), center), rate),
  };
}

/** A link by its checked specification and its terms. */
export function linkOf<Spec extends LinkSpec>(spec: Spec, terms: Link['terms']): Link<Spec> {
  return Object.freeze({ type: 'lossmith.link' as const, spec, terms });
}

/** A link of one base link; `base` gets the path of the link in its JSON, for parameters of its own. */
export function simpleLink<Spec extends LinkSpec>(spec: Spec, base: (path: string) => BaseLink): Link<Spec> {
  return linkOf(spec, (placement, path) => [place(base(path), inside(placement, spec, path))]);
}
