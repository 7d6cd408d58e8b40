import { fromSensitivity } from '../links/from-sensitivity.js';
import type { Link } from '../links/link.js';
import { meansOf } from './emphasis.js';
import type { ImportantRegion } from './important-region.js';
import { inWords } from './in-words.js';

/** A region with ramps so wide, as an option of fromSensitivity. */
const ramped = ({ from, to }: ImportantRegion, gain: number, softness: number): Link =>
  fromSensitivity({
    floor: 1,
    regions: [
      {
        ...(from === -Infinity ? {} : { from }),
        ...(to === Infinity ? {} : { to }),
        gain,
        ...(softness > 0 ? { softness } : {}),
      },
    ],
  });

/**
 * Sensitivity 1, raised in the region by the gain g that gives the emphasis E: with ramps, scores inside have the share p of the gain on average and those
 * outside q, so (1 + pg)/(1 + qg) = E where g = (E − 1)/(p − Eq). Ramps a quarter of the region wide, or less where that leaves no gain.
 */
export function regionLink(region: ImportantRegion, sorted: Float64Array, emphasis: number): readonly [Link, string] {
  const [min, max] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const width = Math.min(region.to, max) - Math.max(region.from, min);
  for (const softness of [width / 4, width / 16, width / 64, 0]) {
    const [p, q] = meansOf(ramped(region, 1, softness), region, sorted).map((mean) => mean - 1) as [number, number];
    const gain = (emphasis - 1) / (p - emphasis * q);
    // A larger one would make up for scores that lie on the ramps.
    if (gain > 0 && gain < 2 * emphasis) {
      const edges = softness > 0 ? `, with ramps ${inWords(softness)} wide` : '';
      return [ramped(region, gain, softness), `sensitivity 1, and ${inWords(gain)} more in the region${edges}`];
    }
  }
  return [ramped(region, emphasis - 1, 0), `sensitivity 1, and ${inWords(emphasis - 1)} more in the region`];
}
