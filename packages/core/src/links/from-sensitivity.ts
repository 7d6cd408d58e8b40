import { LossmithSpecError } from '../errors/errors.js';
import { constant, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { z } from '../expressions/json.js';
import { valueAt } from '../expressions/value-at.js';
import { checkFinite, checkKeys, checkList, checkNonNegative, checkPositive, definedOnly } from './check.js';
import type { Link } from './link.js';
import type { PlacementSpec, Region } from './link-spec.js';
import { constants, type Pieces, piecewiseLink } from './piecewise-link.js';
import { piecewiseValue } from './piecewise-values.js';

export interface SensitivityOptions extends PlacementSpec {
  /** Sensitivity everywhere, ≥ 0. Default 0. */
  readonly floor?: number;
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
  readonly from: Ramp | undefined;
  readonly to: Ramp | undefined;
  readonly gain: number;
}

const step = ({ from, to, gain, softness = 0 }: Region): Step => ({
  from: from === undefined ? undefined : rampAt(from, softness),
  to: to === undefined ? undefined : rampAt(to, softness),
  gain,
});

/** h' = floor + Σ gain·(r(z, from) − r(z, to)), each region's share computed by itself. */
function sensitivity(floor: number, steps: readonly Step[], z: number, side: -1 | 1): number {
  const share = ({ from, to, gain }: Step) =>
    gain * ((from === undefined ? 1 : rise(z, side, from)) - (to === undefined ? 0 : rise(z, side, to)));
  return steps.reduce((total, region) => total + share(region), floor);
}

function pieces(floor: number, regions: readonly Region[]): Pieces {
  const steps = regions.map(step);
  const ends = steps
    .flatMap(({ from, to }) => [from, to])
    .flatMap((ramp) => (ramp === undefined ? [] : [ramp.lower, ramp.upper]));
  const edges = [...new Set(ends.length === 0 ? [0] : ends)].sort((x, y) => x - y);
  const at = (z: number, side: -1 | 1) => sensitivity(floor, steps, z, side);
  const inner = edges.slice(1).map((upper, k) => [at(edges[k] as number, 1), at(upper, -1)] as const);
  const [first, last] = [edges[0] as number, edges[edges.length - 1] as number];
  const link = {
    edges: constants(edges),
    pieces: inner.map(([left, right]) => constants(left === right ? [left] : [left, right])),
    before: constant(at(first, -1)),
    after: constant(at(last, 1)),
    start: constant(0),
  };
  const fromEdge = (place: Expression, k: number) => subtract(place, edges[k] as number);
  return { ...link, start: constant(-valueAt(piecewiseValue({ ...link, from: fromEdge }, z), 0)) };
}

function checkedRegion(value: unknown, k: number): Region {
  const path = `regions[${k}]`;
  const { from, to, gain, softness } = checkKeys(value, ['from', 'to', 'gain', 'softness'], path);
  if (from !== undefined) checkFinite(from, `${path}.from`);
  if (to !== undefined) checkFinite(to, `${path}.to`);
  checkPositive(gain, `${path}.gain`);
  if (softness !== undefined) checkNonNegative(softness, `${path}.softness`);
  if (from !== undefined && to !== undefined && (from as number) >= (to as number)) {
    throw new LossmithSpecError(path, `from = ${from} is not below to = ${to}`, 'exchange them');
  }
  return Object.freeze(definedOnly(value as Region));
}

/**
 * A link by what it should care about: h' = floor plus the gain of each region, with ramps `softness` wide centred on the
 * edges; h(0) = 0.
 */
export function fromSensitivity(options: SensitivityOptions): Link {
  const regions = Object.freeze(checkList(options.regions, 0, 'regions').map(checkedRegion));
  const floor = options.floor === undefined ? 0 : checkNonNegative(options.floor, 'floor');
  if (floor === 0 && regions.length === 0) {
    throw new LossmithSpecError('regions', 'no score would matter', 'give a region');
  }
  return piecewiseLink({ ...options, kind: 'fromSensitivity', regions }, ['floor', 'regions'], () =>
    pieces(floor, regions),
  );
}
