import { LossmithSpecError } from '../errors/errors.js';
import { constant, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { z } from '../expressions/json.js';
import { valueAt } from '../expressions/value-at.js';
import {
  checkedSpec,
  checkFinite,
  checkKeys,
  checkList,
  checkNonNegative,
  checkPositive,
  definedOnly,
  type OwnKeys,
  optional,
} from './check.js';
import type { Link } from './link.js';
import type { PlacementSpec, Region, SensitivitySpec } from './link-spec.js';
import { constants, type Pieces } from './pieces.js';
import { piecewiseLink } from './piecewise-link.js';
import { piecewiseValue } from './piecewise-values.js';

export interface SensitivityOptions extends PlacementSpec {
  /** Sensitivity everywhere, ≥ 0, in units of the output per unit of the score. Default 0: no gradient outside the regions. */
  readonly floor?: number;
  /** Where scores matter more; regions that overlap add up. */
  readonly regions: readonly Region[];
}

/** A ramp r(z, c) from 0 to 1, by its two ends. */
interface Ramp {
  readonly lower: number;
  readonly upper: number;
}

const rampAt = (center: number, softness: number): Ramp => ({
  lower: center - softness / 2,
  upper: center + softness / 2,
});

/** r(z); at a hard edge the value on the given side. Exactly 0 and 1 outside the ramp, so that flat stays flat. */
function rise(z: number, side: -1 | 1, { lower, upper }: Ramp): number {
  if (z < lower || (z === lower && (lower < upper || side < 0))) return 0;
  return z >= upper ? 1 : (z - lower) / (upper - lower);
}

interface Step {
  readonly from: Ramp;
  readonly to: Ramp;
  readonly gain: number;
}

const step = ({ from = -Infinity, to = Infinity, gain, softness = 0 }: Region): Step => ({
  from: rampAt(from, softness),
  to: rampAt(to, softness),
  gain,
});

/** h' = floor + Σ gain·(r(z, from) − r(z, to)), each region's share computed by itself. */
const sensitivity = (floor: number, steps: readonly Step[], z: number, side: -1 | 1): number =>
  steps.reduce((total, { from, to, gain }) => total + gain * (rise(z, side, from) - rise(z, side, to)), floor);

function pieces(floor: number, regions: readonly Region[]): Pieces {
  const steps = regions.map(step);
  const ends = steps.flatMap(({ from, to }) => [from.lower, from.upper, to.lower, to.upper]).filter(Number.isFinite);
  const edges = [...new Set(ends.length === 0 ? [0] : ends)].sort((x, y) => x - y);
  const at = (z: number, side: -1 | 1) => sensitivity(floor, steps, z, side);
  const inner = edges.slice(1).map((upper, k) => [at(edges[k] as number, 1), at(upper, -1)] as const);
  const [first, last] = [edges[0] as number, edges[edges.length - 1] as number];
  const link = {
    edges: constants(edges),
    pieces: inner.map(([left, right]) => constants(left === right ? [left] : [left, right])),
    before: constant(at(first, -1)),
    after: constant(at(last, 1)),
  };
  const from = (place: Expression, k: number) => subtract(place, edges[k] as number);
  return { ...link, start: constant(-valueAt(piecewiseValue({ ...link, start: constant(0), from }, z), 0)) };
}

const regionKeys: OwnKeys = {
  from: optional(checkFinite),
  to: optional(checkFinite),
  gain: checkPositive,
  softness: optional(checkNonNegative),
};

function checkedRegion(value: unknown, k: number): Region {
  const path = `regions[${k}]`;
  const given = checkKeys(value, Object.keys(regionKeys), path);
  for (const [key, check] of Object.entries(regionKeys)) check(given[key], `${path}.${key}`);
  const { from = -Infinity, to = Infinity } = given as unknown as Region;
  if (from < to) return Object.freeze(definedOnly(value as Region));
  throw new LossmithSpecError(path, `from = ${from} is not below to = ${to}`, 'exchange them');
}

const checkedRegions = (value: unknown, path: string) =>
  Object.freeze(checkList(value, 0, path).map((region, k) => checkedRegion(region, k)));

/**
 * A link by what it should care about: h' = floor plus the gain of each region, with ramps `softness` wide centred on the
 * edges; h(0) = 0. With floor 0, the default, nothing outside the regions matters at all: loss and gradient are 0 between two scores
 * that have no region between them, so that a prediction far away is never pulled back. Give a small floor to train with.
 */
export function fromSensitivity(options: SensitivityOptions): Link<SensitivitySpec> {
  const own = { floor: optional(checkNonNegative), regions: checkedRegions };
  const spec = checkedSpec<SensitivitySpec>('fromSensitivity', options, own);
  const { floor = 0, regions } = spec;
  if (floor === 0 && regions.length === 0) {
    throw new LossmithSpecError('regions', 'no score would matter', 'give a region');
  }
  return piecewiseLink(spec, pieces(floor, regions));
}
