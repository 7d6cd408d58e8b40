import type { Precision } from '@lossmith/core/backend';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers in [0, 1) that depend on the seed alone. */
export function randomNumbers(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** A seed of a text, so that every case has its own points, the same on every machine. */
export const seedOf = (text: string): number =>
  Array.from(text).reduce((hash, letter) => (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0, 17);

export type Pair = readonly [predicted: number, target: number];

const extremes = [0, -0, 1, -1, 1e-30, -1e-30, 1e6, -1e6, 2 ** 126, -(2 ** 126)];

/** Pairs of float32 scores: moderate ones, close ones, equal ones, large ones, extremes. */
export function randomPairs(count: number, seed: number): readonly Pair[] {
  const random = randomNumbers(seed);
  const sign = () => (random() < 0.5 ? -1 : 1);
  const score = () => (random() < 0.8 ? 24 * random() - 12 : sign() * 10 ** (4 * random() - 1));
  const gap = () => sign() * 10 ** (8 * random() - 7);
  const other = (s: number) => {
    const kind = random();
    if (kind < 0.1) return s;
    return kind < 0.5 ? s + gap() : score();
  };
  const moderate = Array.from({ length: count }, (): Pair => {
    const s = Math.fround(score());
    return [Math.fround(other(s)), s];
  });
  return [...moderate, ...extremes.flatMap((x) => extremes.map((s): Pair => [x, s]))];
}

/** What stands for a bar where there is no exact value: design §4 with twice the room for the reference's own error. */
export function bar(precision: Precision, kappa: number, size: number): number {
  const unit = precision === 'float32' ? (16 + 2 * kappa) * 2 ** -23 : 1e-13 + 2 ** -50 * kappa;
  return unit * size;
}
