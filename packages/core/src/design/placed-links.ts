import { LossmithOptionError } from '../errors/errors.js';
import { exp } from '../links/exp.js';
import type { Link } from '../links/link.js';
import { mirror } from '../links/mirror.js';
import { sigmoid } from '../links/sigmoid.js';
import { sinh } from '../links/sinh.js';
import { emphasisOf } from './emphasis.js';
import { type ImportantRegion, isInside } from './important-region.js';
import { inWords } from './in-words.js';
import { quantileOf } from './quantile.js';

/** A link whose center is chosen and whose rate is still open. */
export interface PlacedLink {
  at(rate: number): Link;
  /** Where it lies and why. */
  readonly where: string;
}

const isBounded = ({ from, to }: ImportantRegion) => from > -Infinity && to < Infinity;

function refuseBounded(family: string, region: ImportantRegion): void {
  if (!isBounded(region)) return;
  const what = `${family} rises towards the ends of the scores, not between ${inWords(region.from)} and ${inWords(region.to)}`;
  throw new LossmithOptionError('family', what, "use 'sigmoid' or 'fromSensitivity'");
}

function placedExp(region: ImportantRegion): PlacedLink {
  if (region.to === Infinity) {
    const center = region.from;
    return { at: (rate) => exp({ rate, center }), where: `exp from the edge at ${inWords(center)} upwards` };
  }
  const center = region.to;
  const at = (rate: number) => mirror(exp({ rate, center: -center }));
  return { at, where: `exp mirrored, from the edge at ${inWords(center)} downwards` };
}

function placedSinh(region: ImportantRegion, sorted: Float64Array): PlacedLink {
  const others = sorted.filter((score) => !isInside(region, score));
  const center = quantileOf(others, 0.5);
  return {
    at: (rate) => sinh({ rate, center }),
    where: `sinh around ${inWords(center)}, the median of the other scores`,
  };
}

function placedSigmoid({ from, to }: ImportantRegion, sorted: Float64Array): PlacedLink {
  const [min, max] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const center = (Math.max(from, min) + Math.min(to, max)) / 2;
  return {
    at: (rate) => sigmoid({ rate, center }),
    where: `sigmoid, steepest in the middle of the region, at ${inWords(center)}`,
  };
}

/** A link of the family, placed by the region. */
export function placed(family: 'exp' | 'sinh' | 'sigmoid', region: ImportantRegion, sorted: Float64Array): PlacedLink {
  if (family === 'sigmoid') return placedSigmoid(region, sorted);
  refuseBounded(family, region);
  return family === 'exp' ? placedExp(region) : placedSinh(region, sorted);
}

/** Rates beyond 60 over the range of the scores make all but a few of them flat. */
const mostOverRange = 60;
/** More scores than that are searched by as many of them, evenly by rank. */
const enough = 4096;

/** Some of the scores, evenly by rank, the first and the last among them. */
const thinned = (sorted: Float64Array): Float64Array =>
  sorted.length <= enough
    ? sorted
    : Float64Array.from(
        { length: enough },
        (_, k) => sorted[Math.round((k * (sorted.length - 1)) / (enough - 1))] as number,
      );

/** The rate that gives the emphasis: doubled until it is passed, then halved in between. */
export function rateFor(
  { at, where }: PlacedLink,
  region: ImportantRegion,
  sorted: Float64Array,
  emphasis: number,
): readonly [Link, string] {
  const some = thinned(sorted);
  const range = (sorted[sorted.length - 1] as number) - (sorted[0] as number);
  const reached = (rate: number) => emphasisOf(at(rate), region, some);
  let high = 1 / 64 / range;
  while (reached(high) < emphasis && high * range < mostOverRange) high *= 2;
  if (!(reached(high) >= emphasis)) {
    const what = `${emphasis} is more than ${where} can have on these scores: ${inWords(reached(high))}`;
    throw new LossmithOptionError('emphasis', what, "ask for less, or for family: 'fromSensitivity'");
  }
  let low = high / 2;
  for (let step = 0; step < 50; step += 1) {
    const middle = Math.sqrt(low * high);
    if (reached(middle) < emphasis) low = middle;
    else high = middle;
  }
  return [at(high), `${where}, with rate ${inWords(high)}`];
}
