import { LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import { embed } from './embed.js';
import { checkCount, type EmbedOptions } from './embed-options.js';
import type { Features } from './features.js';
import { hardNegatives, rowsOf } from './hard-negatives.js';
import { type Pair, pairFeatures } from './pair-features.js';
import { checkPipeline, type PeerPipeline } from './peer.js';
import { score } from './score.js';
import type { Scores } from './score-features.js';
import { checkTexts, type TextInput } from './texts.js';
import { trainHead } from './train-head.js';
import type { TrainHeadOptions, Validation } from './train-options.js';
import type { TrainedHead } from './trained-head.js';

/** A text-classification pipeline, or anything that scores texts or pairs. */
export type Teacher = PeerPipeline | ((texts: readonly TextInput[]) => Promise<Scores>);

type Inherited =
  | 'loss'
  | 'hidden'
  | 'activation'
  | 'optimizer'
  | 'learningRate'
  | 'l2'
  | 'epochs'
  | 'batchSize'
  | 'seed'
  | 'onEpoch'
  | 'signal';

export interface DistilOptions extends Pick<TrainHeadOptions, Inherited> {
  /** Scores the texts; a pair is read together, as cross-encoders do. */
  readonly teacher: Teacher;
  /** A feature-extraction pipeline, on whose features a head is trained; the texts of a pair are embedded apart. */
  readonly student: PeerPipeline;
  /** Texts, or pairs [query, document]: pairs with the same query are one list. */
  readonly texts: readonly TextInput[];
  /** How the student's texts are embedded. */
  readonly embedding?: Omit<EmbedOptions, 'signal'>;
  /** Of each query keep the teacher's best document, and this many others that are most alike to the student. Default: all. For pairs. */
  readonly hardNegatives?: number;
  /** Scored by the teacher too. */
  readonly validation?: Pick<Validation, 'metric' | 'patience'> & { readonly texts: readonly TextInput[] };
}

export interface Distilled {
  readonly head: TrainedHead;
  /** What the teacher said of each text. */
  readonly teacher: Scores;
  /** Which of the texts the head was trained on. */
  readonly kept: readonly number[];
}

const names = [
  'teacher',
  'student',
  'texts',
  'loss',
  'embedding',
  'hardNegatives',
  'validation',
  'hidden',
  'activation',
];
const trainingNames = ['optimizer', 'learningRate', 'l2', 'epochs', 'batchSize', 'seed', 'onEpoch', 'signal'];

async function taught(teacher: Teacher, texts: readonly TextInput[], signal: AbortSignal | undefined): Promise<Scores> {
  // A pipeline can be called too: what has a tokenizer is one.
  const scores = 'tokenizer' in teacher ? await score(teacher, texts, signal && { signal }) : await teacher(texts);
  if (scores.dims[0] !== texts.length)
    throw new LossmithShapeError('teacher', scores.dims, [texts.length, scores.dims[1]], 'it must score every text');
  return scores;
}

/** Targets as `trainHead` takes them: numbers of one score, rows of several. */
function targetsOf({ data, dims: [, width] }: Scores, rows: readonly number[]) {
  if (width === 1) return Float32Array.from(rows, (row) => data[row] as number);
  return rows.map((row) => Array.from(data.subarray(row * width, (row + 1) * width)));
}

/** What the student learns from: features, the teacher's scores, and for pairs the query of each as its list. */
interface Lesson {
  readonly features: Features;
  readonly teacher: Scores;
  readonly lists: readonly string[] | undefined;
}

async function lessonOf(texts: readonly TextInput[], options: DistilOptions): Promise<Lesson> {
  checkTexts('texts', texts);
  const embedding = { ...options.embedding, signal: options.signal };
  const paired = typeof texts[0] !== 'string';
  const features = paired
    ? await pairFeatures(options.student, texts as readonly Pair[], embedding)
    : await embed(options.student, texts, embedding);
  const teacher = await taught(options.teacher, texts, options.signal);
  return { features, teacher, lists: paired ? texts.map(([query]) => query as string) : undefined };
}

function keptOf({ features, teacher, lists }: Lesson, count: number | undefined): readonly number[] {
  if (count === undefined) return Array.from({ length: teacher.dims[0] }, (_, row) => row);
  checkCount('hardNegatives', count);
  if (lists === undefined || teacher.dims[1] !== 1)
    throw new LossmithOptionError('hardNegatives', 'is for pairs with one score each', 'leave it out');
  return hardNegatives(features, teacher.data, lists, count);
}

/** Some rows of a lesson, as data of `trainHead`. */
const dataOf = ({ features, teacher, lists }: Lesson, rows: readonly number[]) => ({
  features: rowsOf(features, rows),
  targets: targetsOf(teacher, rows),
  ...(lists === undefined ? {} : { lists: rows.map((row) => lists[row] as string) }),
});

async function validationOf(options: DistilOptions): Promise<Validation | undefined> {
  if (options.validation === undefined) return undefined;
  const { texts, ...rest } = options.validation;
  const lesson = await lessonOf(texts, options);
  return { ...dataOf(lesson, keptOf(lesson, undefined)), ...rest };
}

/**
 * A small head that learns what a larger model says. Texts: the head scores one text from its embedding, by any loss between the teacher's scores and its own. Pairs: a cross-encoder
 * teaches a bi-encoder, by any loss of lists or pairs within each query; the student embeds both texts apart (`pairFeatures`). The head is one of `trainHead`.
 */
export async function distil(options: DistilOptions): Promise<Distilled> {
  checkOptions(options, [...names, ...trainingNames]);
  const { teacher: given, student, texts, embedding: _, hardNegatives: count, validation: __, ...training } = options;
  checkPipeline('student', student, 'feature-extraction');
  if (typeof given !== 'function') checkPipeline('teacher', given, 'text-classification');
  const lesson = await lessonOf(texts, options);
  const kept = keptOf(lesson, count);
  const validation = await validationOf(options);
  const head = await trainHead({
    ...training,
    ...dataOf(lesson, kept),
    runtime: student,
    ...(validation === undefined ? {} : { validation }),
  });
  return { head, teacher: lesson.teacher, kept };
}
