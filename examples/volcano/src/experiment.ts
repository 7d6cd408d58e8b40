import { type Contender, contenders } from './contenders.js';
import { type Errors, errorsOf } from './measure.js';
import { type Network, predict } from './network.js';
import { type Survey, surveyOf } from './survey.js';
import { placesOf, type Terrain } from './terrain.js';
import { type Points, train } from './train.js';

export interface Run {
  readonly contender: string;
  /** 0 is squared error: there all of them agree. */
  readonly strength: number;
  readonly seed: number;
  readonly errors: Errors;
  readonly steps: number;
  /** What slope was left at the end (see `Minimum`). */
  readonly slope: number;
}

export const network: Network = { inputs: 2, units: 6 };

/** A trained network, and how its scores become metres. */
export interface Model {
  readonly parameters: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

export interface Outcome {
  readonly run: Run;
  readonly model: Model;
}

/** What to train: seeds 1 to `seeds`, and the strengths of all losses that have one. */
export interface Plan {
  readonly seeds: number;
  readonly strengths: readonly number[];
}

export const strengthsOf = ({ graded }: Contender, strengths: readonly number[]): readonly number[] =>
  graded ? strengths : [0];

/** Metres, for every cell of the map. */
export function heightsOf({ parameters, mean, deviation }: Model, terrain: Terrain): Float32Array {
  const scores = new Float64Array(terrain.heights.length);
  predict(
    network,
    Float64Array.from(parameters),
    placesOf(terrain),
    scores,
    new Float64Array(scores.length * network.units),
  );
  return Float32Array.from(scores, (score) => mean + deviation * score);
}

/** What a network is trained on. */
export function pointsOf({ cells, scores }: Survey, terrain: Terrain): Points {
  const map = placesOf(terrain);
  return { places: Float64Array.from([...cells].flatMap((cell) => [map[2 * cell]!, map[2 * cell + 1]!])), scores };
}

/** Every loss at every strength for one seed; all share the survey and the start. */
export function runSeed(
  terrain: Terrain,
  seed: number,
  strengths: readonly number[],
  onRun: () => void = () => {},
): readonly Outcome[] {
  const survey = surveyOf(terrain, seed);
  const points = pointsOf(survey, terrain);
  const runLoss = (contender: Contender, strength: number): Outcome => {
    const loss = contender.lossAt(strength, survey);
    const { parameters, steps, slope } = train(network, loss, points, seed);
    const model = { parameters: [...parameters], mean: survey.mean, deviation: survey.deviation };
    const errors = errorsOf(heightsOf(model, terrain), terrain, survey.cells);
    onRun();
    return { run: { contender: contender.id, strength, seed, errors, steps, slope }, model };
  };
  return contenders.flatMap((contender) =>
    strengthsOf(contender, strengths).map((strength) => runLoss(contender, strength)),
  );
}
