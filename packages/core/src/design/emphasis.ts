import type { Link } from '../links/link.js';
import { type ImportantRegion, isInside } from './important-region.js';
import { mean } from './mean.js';
import { atScores } from './sensitivities.js';

/** Mean sensitivity inside a region and outside, over scores of which some lie on either side. */
export function meansOf(link: Link, region: ImportantRegion, scores: Float64Array): readonly [number, number] {
  const { sensitivity } = atScores(link, scores);
  const on = (side: boolean) => sensitivity.filter((_, k) => isInside(region, scores[k] as number) === side);
  return [mean(on(true)), mean(on(false))];
}

/** Mean sensitivity inside, divided by that outside. */
export function emphasisOf(link: Link, region: ImportantRegion, scores: Float64Array): number {
  const [inside, outside] = meansOf(link, region, scores);
  return inside / outside;
}
