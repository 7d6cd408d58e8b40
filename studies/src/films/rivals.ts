import { type Loss, links, losses } from '@lossmith/wasm';
import { type Known, contenders as volcano } from '@lossmith-examples/volcano/contenders';

/** One way to set a loss up. */
export interface Setting {
  /** What the table of grids says of it; none where a loss has no strength. */
  readonly strength: string;
  /** λ of the pull ½λ|w|². */
  readonly decay: number;
  readonly loss: Loss;
}

export interface Rival {
  readonly id: string;
  readonly name: string;
  readonly isLink: boolean;
  /** Eight for each. */
  readonly settingsFor: (known: Known) => readonly Setting[];
}

const DECAYS: readonly number[] = [0.03, 0.3];
const SQUARED_DECAYS = [0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 1];
const EXPONENTIAL = [0.5, 1, 2, 3];

const crossed = (strengths: readonly number[], lossOf: (strength: number) => Loss): readonly Setting[] =>
  strengths.flatMap((strength) => DECAYS.map((decay) => ({ strength: `${strength}`, decay, loss: lossOf(strength) })));

/** A loss of single films, as the volcano has it. */
function ofFilms(id: string, isLink: boolean, strengths: readonly number[] = EXPONENTIAL): Rival {
  const { name, lossAt } = volcano.find((one) => one.id === id)!;
  return {
    id,
    name,
    isLink,
    settingsFor: (known) => crossed(strengths, (strength) => lossAt(strength, known)),
  };
}

/** T(z) = e^{rate·z}/rate: its slope is 1 at the mean. */
const composites = [0.25, 1].flatMap((rate) => [0.5, 2].map((temperature) => ({ rate, temperature })));

export const rivals: readonly Rival[] = [
  {
    id: 'squared',
    name: 'squared error',
    isLink: false,
    settingsFor: () =>
      SQUARED_DECAYS.map((decay) => ({ strength: '', decay, loss: losses.matching(links.identity()) })),
  },
  ofFilms('target', false),
  ofFilms('larger', false),
  ofFilms('linkSquared', false),
  {
    id: 'ranknet',
    name: 'RankNet',
    isLink: false,
    settingsFor: () =>
      crossed([0.5, 1, 2, 4], (rate) => losses.pairwise(links.sigmoid({ rate }), { target: 'relevance' })),
  },
  {
    id: 'listnet',
    name: 'ListNet',
    isLink: false,
    settingsFor: () => crossed([0.25, 0.5, 1, 2], (temperature) => losses.softmax({ temperature })),
  },
  {
    id: 'listmle',
    name: 'ListMLE (Plackett–Luce)',
    isLink: false,
    settingsFor: () => crossed([0.25, 0.5, 1, 2], (temperature) => losses.listMle({ temperature })),
  },
  ofFilms('exp', true),
  ofFilms('region', true, [1, 2, 3, 4]),
  {
    id: 'sinh',
    name: 'sinh link, pairs',
    isLink: true,
    settingsFor: () => crossed([0.25, 0.5, 1, 1.5], (rate) => losses.pairwise(links.sinh({ rate }))),
  },
  {
    id: 'composite',
    name: 'composite Softmax, exp',
    isLink: true,
    settingsFor: () =>
      composites.flatMap(({ rate, temperature }) =>
        DECAYS.map((decay) => ({
          strength: `${rate}/${temperature}`,
          decay,
          loss: losses.compositeSoftmax(links.exp({ rate, amplitude: 1 / rate }), { form: 'matching', temperature }),
        })),
      ),
  },
];
