import { shuffledIndices } from '@lossmith-examples/flight-delays/shuffle';
import { type Contender, contenders, STRENGTHS } from '@lossmith-examples/volcano/contenders';
import { heightsOf, network, pointsOf } from '@lossmith-examples/volcano/experiment';
import { type Errors, errorsOver } from '@lossmith-examples/volcano/measure';
import { seeded } from '@lossmith-examples/volcano/random';
import { SURVEYED, type Survey, surveyAt, surveyOf } from '@lossmith-examples/volcano/survey';
import type { Terrain } from '@lossmith-examples/volcano/terrain';
import { train } from '@lossmith-examples/volcano/train';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { rounded } from '../rounded.js';

export const STARTS = 6;
/** Cells to choose on. */
const HELD = 300;
/** Of the resamples: the middle strength, whose maps the demo shows. */
export const MIDDLE = 3;

export interface Run {
  readonly contender: string;
  /** 0 is squared error, which has none. */
  readonly strength: number;
  readonly seed: number;
  /** 0 is the demo's. */
  readonly start: number;
  /** The loss itself at the end of its training, by which starts of one loss and strength are told apart. */
  readonly training: number;
  readonly held: Errors;
  readonly test: Errors;
  readonly steps: number;
  readonly slope: number;
}

/** A trained network: its run, and what it says of every cell of the map. */
export interface Trained {
  readonly run: Run;
  readonly heights: Float32Array;
}

/** As many networks for each loss: five strengths from six starts, or thirty starts. */
export const settingsOf = ({ graded }: Contender): readonly { strength: number; start: number }[] =>
  (graded ? STRENGTHS : [0]).flatMap((strength) =>
    Array.from({ length: graded ? STARTS : STARTS * STRENGTHS.length }, (_, start) => ({ strength, start })),
  );

/** Far from all seeds, so that no start is used twice. */
const startOf = (seed: number, start: number) => seed + 1000 * start;

const roundedErrors = ({ matters, highest, rest }: Errors): Errors => ({
  matters: rounded(matters),
  highest: rounded(highest),
  rest: rounded(rest),
});

function draw(terrain: Terrain, survey: Survey, { lossAt }: Contender, strength: number, start: number) {
  const minimum = train(network, lossAt(strength, survey), pointsOf(survey, terrain), start);
  const { mean, deviation } = survey;
  return { minimum, heights: heightsOf({ parameters: [...minimum.parameters], mean, deviation }, terrain) };
}

/** Every loss from every start at every strength, for one survey. */
export function runSurvey(
  terrain: Terrain,
  seed: number,
  wanted: (contender: string, strength: number, start: number) => boolean = () => true,
): readonly Trained[] {
  const survey = surveyOf(terrain, seed);
  const others = [...shuffledIndices(terrain.heights.length, seed).slice(SURVEYED)];
  const [held, test] = [others.slice(0, HELD), others.slice(HELD)];
  return contenders.flatMap((contender) =>
    settingsOf(contender)
      .filter(({ strength, start }) => wanted(contender.id, strength, start))
      .map(({ strength, start }): Trained => {
        const { minimum, heights } = draw(terrain, survey, contender, strength, startOf(seed, start));
        const errors = {
          held: roundedErrors(errorsOver(heights, terrain, held)),
          test: roundedErrors(errorsOver(heights, terrain, test)),
        };
        const { value, steps, slope } = minimum;
        const setting = { contender: contender.id, strength, seed, start };
        return { run: { ...setting, training: rounded(value), ...errors, steps, slope: rounded(slope) }, heights };
      }),
  );
}

/** As many cells of a survey, drawn with replacement (Efron 1979). */
function resampled({ cells }: Survey, random: ReturnType<typeof seeded>): Int32Array {
  return cells.map(() => cells[uniformInt(random, 0, cells.length - 1)]!);
}

/** What networks of some bootstraps of a survey say of every cell, from one start: a list for each loss, at the middle strength. */
export function runResamples(terrain: Terrain, seed: number, count: number): readonly (readonly Float32Array[])[] {
  const random = seeded(seed);
  const survey = surveyOf(terrain, seed);
  const drawn = Array.from({ length: count }, () => surveyAt(terrain, resampled(survey, random)));
  return contenders.map((contender) =>
    drawn.map((one) => draw(terrain, one, contender, contender.graded ? MIDDLE : 0, startOf(seed, 0)).heights),
  );
}
