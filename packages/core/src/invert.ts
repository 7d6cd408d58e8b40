import { type ArrayInput, toTensor } from './data/array-input.js';
import { LossmithValueError } from './errors/errors.js';
import { evaluateLink } from './evaluate-link.js';
import type { Link } from './links/link.js';

const largest = 2 ** 126;
const steps = 300;

/** A score below (side −1) or above (side 1) which the link passes y, looked for by doubling; undefined where there is none. */
function bracket(link: Link, y: number, side: -1 | 1): number | undefined {
  for (let reach = 1; reach <= largest; reach *= 2) {
    const h = evaluateLink(link, [side * reach]).output[0] as number;
    if (side * (h - y) >= 0) return side * reach;
  }
  return undefined;
}

/** Newton's method inside a bracket that shrinks; every third step, and one that would leave it, is bisection. */
function solve(link: Link, y: number, low: number, high: number): number {
  let [from, to] = [low, high];
  let z = from + (to - from) / 2;
  for (let step = 0; step < steps && z !== from && z !== to; step += 1) {
    const { output, sensitivity } = evaluateLink(link, [z]);
    const excess = (output[0] as number) - y;
    if (excess === 0) return z;
    if (excess > 0) to = z;
    else from = z;
    const newton = z - excess / (sensitivity[0] as number);
    z = step % 3 < 2 && newton > from && newton < to ? newton : from + (to - from) / 2;
  }
  return z;
}

/**
 * The scores s with h(s) = y for observed outputs y, flat in float64: turns outputs into score targets for links that
 * have no Fenchel–Young form. Throws `LossmithValueError` for an output the link does not reach; where the link is flat
 * any score with that output may come out. Outputs that float64 cannot tell from an end of the range count as reached.
 */
export function invert(link: Link, outputs: ArrayInput): Float64Array {
  const { values } = toTensor('outputs', outputs);
  return Float64Array.from(values, (y, k) => {
    if (Number.isNaN(y)) return y;
    const [low, high] = [bracket(link, y, -1), bracket(link, y, 1)];
    if (low !== undefined && high !== undefined) return solve(link, y, low, high);
    throw new LossmithValueError(
      'outputs',
      k,
      y,
      "outside the link's range",
      'give outputs y = h(s) that the link can have',
    );
  });
}
