import type { LinkSpec } from '@lossmith/core';
import type { Part } from './part.js';
import { roundedTo } from './rounded.js';

/** Links that are a base link with an amplitude, a rate and a center, and what they are for. */
export const baseKinds = {
  identity: 'identity: every score alike',
  exp: 'exp: high scores, without limit',
  softplus: 'softplus: high scores, all alike once high',
  sinh: 'sinh: both ends',
  power: 'power: both ends, or the middle',
  sigmoid: 'sigmoid: around one place',
  tanh: 'tanh: around one place',
  arctan: 'arctan: around one place, heavy tails',
  softsign: 'softsign: around one place, heavier tails',
  erf: 'erf: around one place, light tails',
  clip: 'clip: a band, nothing outside',
  asinh: 'asinh: orders of magnitude',
} as const;
export type BaseKind = keyof typeof baseKinds;

/** A base link as its controls show it. */
export interface Base {
  readonly kind: BaseKind;
  readonly mirrored: boolean;
  readonly amplitude: number;
  readonly rate: number;
  /** On the axis of the scores, mirrored or not. */
  readonly center: number;
  /** The exponent of power, the threshold of clip. */
  readonly extra: number;
}

type Numbers = Readonly<Record<string, number | undefined>>;

/** The controls of a part; undefined where it is something else. */
export function baseOf(part: Part): Base | undefined {
  const mirrored = part.kind === 'mirror' && part.rate === undefined && part.center === undefined;
  const inner = mirrored ? part.link : part;
  if (!Object.hasOwn(baseKinds, inner.kind)) return undefined;
  const { amplitude = 1, rate = 1, center = 0, exponent, threshold } = inner as unknown as Numbers;
  return {
    kind: inner.kind as BaseKind,
    mirrored,
    amplitude: amplitude * (mirrored ? (part.amplitude ?? 1) : 1),
    rate,
    center: mirrored && center !== 0 ? -center : center,
    extra: exponent ?? threshold ?? 1,
  };
}

/** The JSON of a base link, without what is left at its default. */
export function baseSpec({ kind, mirrored, amplitude, rate, center, extra }: Base): LinkSpec {
  const own = kind === 'power' ? { exponent: extra } : kind === 'clip' ? { threshold: extra } : {};
  const place = mirrored ? -center : center;
  const link = {
    kind,
    ...own,
    ...(amplitude === 1 ? {} : { amplitude }),
    ...(rate === 1 ? {} : { rate }),
    ...(center === 0 ? {} : { center: place }),
  } as LinkSpec;
  return mirrored ? { kind: 'mirror', link } : link;
}

/** What a new part starts from: steepest in the middle of the scores, changing by a few units over them. */
export function freshBase(kind: BaseKind, from: number, to: number): Base {
  const rate = kind === 'identity' ? 1 : Number((4 / (to - from)).toPrecision(2));
  const atZero = kind === 'identity' || kind === 'exp';
  return {
    kind,
    mirrored: false,
    amplitude: 1,
    rate,
    center: atZero ? 0 : roundedTo((from + to) / 2, (to - from) / 100),
    extra: kind === 'power' ? 3 : 1,
  };
}
