import { shuffledIndices } from '@lossmith-examples/flight-delays/shuffle';
import { minimise } from '@lossmith-examples/volcano/minimise';
import { seeded } from '@lossmith-examples/volcano/random';
import { CONVERGED } from '@lossmith-examples/volcano/train';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { rounded } from '../rounded.js';
import { type Contender, contenders } from './contenders.js';
import type { MakeLoss } from './loss-of-similarities.js';
import { type Measures, measure, recallOf, wantedOf } from './measure.js';
import { backward, embed, productsOf } from './similarity.js';
import { pick, type Vectors, type Words } from './vectors.js';

/** Words to train on, to choose on, to test on. */
const SIZES = { training: 120, validation: 400, test: 1000 } as const;
/** Numbers of an embedding of the student. */
const WIDTH = 6;
const MOST_STEPS = 1000;
/** Slopes far below what counts as converged. */
const FLAT = 1e-7;
/** λ of a decay ½λ|W|²: losses of order alone would let W grow. */
const DECAY = 1e-6;

/** A loss at the number that was chosen; 'none' is the student before training, 'all' what it is given, of which it keeps a part. */
export interface Run extends Measures {
  readonly contender: string;
  readonly seed: number;
  readonly chosen: number;
  /** Recall on validation words. */
  readonly validation: number;
  /** Of the settings that were tried, how many have not converged. */
  readonly open: number;
}

/** The leading components as they are; further starts are that with uniform noise as large as their slope. */
function startOf(inputs: number, start: number): Float64Array {
  const weights = new Float64Array(WIDTH * inputs);
  const random = seeded(start);
  for (let unit = 0; unit < WIDTH; unit += 1) weights[unit * inputs + unit] = 1;
  return start === 0 ? weights : weights.map((weight) => weight + uniformFloat64(random) - 0.5);
}

function trainStudent(make: MakeLoss, teacher: Vectors, inputs: Vectors, start: number) {
  const count = inputs.data.length / inputs.width;
  const loss = make(productsOf(teacher), count);
  const byProducts = new Float64Array(count * count);
  const objective = (weights: Float64Array, gradient: Float64Array) => {
    const embedded = embed(weights, inputs, WIDTH);
    let value = loss(productsOf(embedded), byProducts);
    backward(inputs, embedded, byProducts, gradient);
    weights.forEach((weight, k) => {
      gradient[k]! += DECAY * weight;
      value += (DECAY / 2) * weight * weight;
    });
    return value;
  };
  return minimise(objective, startOf(inputs.width, start), MOST_STEPS, FLAT);
}

export const prepare = (only: readonly Contender[] = contenders) =>
  only.map((contender) => ({
    contender,
    settings: contender.grid.map((number) => ({ number, make: contender.lossAt(number) })),
  }));

function dataOf({ words, teacher, inputs }: Words, seed: number) {
  const order = shuffledIndices(words.length, seed);
  let from = 0;
  const draw = (count: number) => {
    const drawn = order.slice(from, from + count);
    from += count;
    return { teacher: pick(teacher, drawn), inputs: pick(inputs, drawn) };
  };
  return { training: draw(SIZES.training), validation: draw(SIZES.validation), test: draw(SIZES.test) };
}

/** All losses for one seed, which decides the words; all share these, and the start, but for the others of losses without a number. */
export function runSeed(words: Words, seed: number, prepared: ReturnType<typeof prepare>): readonly Run[] {
  const { training, validation, test } = dataOf(words, seed);
  const [toChoose, toTest] = [wantedOf(validation.teacher), wantedOf(test.teacher)];
  const agreed = (student: Vectors) => rounded(recallOf(productsOf(student), toChoose));
  const tested = (student: Vectors) => {
    const { recall, ndcg } = measure(student, toTest);
    return { recall: rounded(recall), ndcg: rounded(ndcg) };
  };
  const embedded = (weights: Float64Array) => ({
    validation: embed(weights, validation.inputs, WIDTH),
    test: embed(weights, test.inputs, WIDTH),
  });
  const withoutTraining = (contender: string, student: { validation: Vectors; test: Vectors }): Run => {
    return { contender, seed, chosen: 0, validation: agreed(student.validation), ...tested(student.test), open: 0 };
  };
  const runs = prepared.map(({ contender, settings }): Run => {
    const trained = settings.map(({ number, make }) => {
      const start = contender.number === 'starts' ? number : 0;
      const { parameters, slope } = trainStudent(make, training.teacher, training.inputs, start);
      const student = embedded(parameters);
      return { number, student, slope, validation: agreed(student.validation) };
    });
    const best = trained.reduce((first, one) => (one.validation > first.validation ? one : first));
    const open = trained.filter(({ slope }) => !(slope < CONVERGED)).length;
    const { number: chosen, validation: reached } = best;
    return { contender: contender.id, seed, chosen, validation: reached, ...tested(best.student.test), open };
  });
  return [
    withoutTraining('none', embedded(startOf(training.inputs.width, 0))),
    withoutTraining('all', { validation: validation.inputs, test: test.inputs }),
    ...runs,
  ];
}
