import { type Contender, contenders } from './contenders.js';
import { loadDigits, type Split } from './digits.js';
import { measure, type Quality } from './measure.js';
import { createNetwork, scoresOf } from './network.js';
import { type Teaching, teach } from './teacher.js';
import { type Lesson, type Targets, train } from './train.js';

export interface Plan {
  readonly seeds: number;
  /** Digits that are used, at most 10,000. */
  readonly digits: number;
  readonly epochs: number;
  readonly teacherEpochs: number;
  /** How many of a contender's settings are tried. */
  readonly settings: number;
}

export interface Run extends Quality {
  readonly contender: string;
  readonly seed: number;
  /** What the validation images chose. */
  readonly chosen: { readonly loss: object; readonly learningRate: number };
}

/** What all students of a seed share. */
export interface Room {
  readonly split: Split;
  readonly teaching: Teaching;
  readonly seed: number;
  readonly epochs: number;
}

const STUDENT_HIDDEN = 8;

/** What one student learns, and from which initial weights. */
export interface Education extends Pick<Lesson, 'loss' | 'learningRate'> {
  readonly targets: Targets;
  readonly start: number;
}

/** A student's quality on validation and test images. */
export function educate({ loss, learningRate, targets, start }: Education, { split, teaching, seed, epochs }: Room) {
  const student = createNetwork(STUDENT_HIDDEN, start);
  train(student, split.train, targets, { loss, learningRate, epochs, seed });
  const of = (part: 'validation' | 'test') =>
    measure(scoresOf(student, split[part]), teaching[part], split[part].labels);
  const found = { validation: of('validation'), test: of('test') };
  student.dispose();
  return found;
}

/** The setting whose student agrees most often with the teacher about the two highest classes of validation images. */
function tune(contender: Contender, settings: number, room: Room): Run {
  const targets = contender.learnsFrom === 'labels' ? room.split.train.labels : room.teaching.train;
  const tried = contender.settings
    .slice(0, settings)
    .map((setting) => ({ setting, ...educate({ ...setting, targets, start: room.seed }, room) }));
  const best = tried.reduce((one, other) => (other.validation.topTwo > one.validation.topTwo ? other : one));
  const { loss, learningRate } = best.setting;
  return { contender: contender.name, seed: room.seed, ...best.test, chosen: { loss: loss.spec, learningRate } };
}

export const TEACHER = 'the teacher';

function teacherRun(seed: number, { test }: Split, teaching: Teaching): Run {
  const quality = measure(teaching.test, teaching.test, test.labels);
  return { contender: TEACHER, seed, ...quality, chosen: { loss: {}, learningRate: 0 } };
}

/** Every contender on every seed; within a seed all share images, teacher, initial weights and the order of the images. */
export function runExperiment(plan: Plan, report: (text: string) => void): readonly Run[] {
  const splitOf = loadDigits(plan.digits);
  const runs: Run[] = [];
  for (let seed = 1; seed <= plan.seeds; seed += 1) {
    const split = splitOf(seed);
    const teaching = teach(split, plan.teacherEpochs, seed);
    runs.push(teacherRun(seed, split, teaching));
    const room = { split, teaching, seed, epochs: plan.epochs };
    for (const contender of contenders) {
      runs.push(tune(contender, plan.settings, room));
      report(`seed ${seed} of ${plan.seeds}: ${contender.name}`);
    }
  }
  return runs;
}
