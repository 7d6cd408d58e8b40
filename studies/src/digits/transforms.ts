import { type Loss, links, losses } from '@lossmith/wasm';
import type { Known } from './known.js';

export interface Transform {
  readonly rate: number;
  readonly temperature: number;
}

export const nameOfTransform = ({ rate, temperature }: Transform): string => `${rate}/${temperature}`;

/** As in the example: its slope is 1 at a score of 0. */
export const expTransforms: readonly Transform[] = [
  { rate: 0.03, temperature: 8 },
  { rate: 0.05, temperature: 8 },
  { rate: 0.05, temperature: 16 },
  { rate: 0.1, temperature: 40 },
];

export const expComposite = ({ rate, temperature }: Transform): Loss =>
  losses.distillation({ transform: links.exp({ rate, amplitude: 1 / rate }), form: 'matching', temperature });

/** Rates are by the standard deviation of the scores. */
export const sigmoidTransforms: readonly Transform[] = [0.5, 1].flatMap((rate) =>
  [2, 8].map((temperature) => ({ rate, temperature })),
);

/** Its slope is 1 at the center, as that of an exp transform is at 0. */
export function sigmoidComposite({ rate, temperature }: Transform, { deviation, second }: Known): Loss {
  const own = rate / deviation;
  const transform = links.sigmoid({ rate: own, amplitude: 4 / own, center: second });
  return losses.distillation({ transform, form: 'divergence', temperature });
}
