import type { ClipSpec, LinkSpec, MirrorSpec, PlacementSpec, PowerSpec, SumSpec } from '../links/link-spec.js';
import type { LossSpec } from './loss.js';

/** Paths of what a link has of its own, in the JSON of the link; any text where it is not known which link. */
export type LinkPath<Spec extends LinkSpec> = [LinkSpec] extends [Spec] ? string : keyof PlacementSpec | OwnPath<Spec>;

type OwnPath<Spec extends LinkSpec> = Spec extends PowerSpec
  ? 'exponent'
  : Spec extends ClipSpec
    ? 'threshold'
    : Spec extends MirrorSpec<infer Inner>
      ? `link.${LinkPath<Inner>}`
      : Spec extends SumSpec<infer Links>
        ? SumPath<Links>
        : never;

type SumPath<Links extends readonly LinkSpec[]> = {
  readonly [k in keyof Links]: `links[${k & string}].${LinkPath<Links[k]>}`;
}[number];

/** Names of the parameters of a loss, which are their paths in its JSON: 'link.rate'. Any text where it is not known which loss. */
export type ParameterPath<Spec extends LossSpec> = Spec extends { readonly link: infer Inner extends LinkSpec }
  ? `link.${LinkPath<Inner>}`
  : Spec extends { readonly transform: infer Inner extends LinkSpec }
    ? 'temperature' | `transform.${LinkPath<Inner>}`
    : Spec extends { readonly kind: 'softmax' }
      ? 'temperature'
      : string;
