import { LossmithError } from '@lossmith/core';
import { trainingStep } from '@lossmith/onnx/training';
import type { Features } from './features.js';
import { type HeadExamples, headExamples } from './head-examples.js';
import { type HeadSession, type HeadState, headSession, parametersOf } from './head-session.js';
import { ortOf } from './ort-of.js';
import { seededOrder } from './seeded-order.js';
import { checkTrainOptions, featuresFor, type TrainHeadOptions, type TrainPlan } from './train-options.js';
import type { EpochReport, TrainedHead } from './trained-head.js';
import { type Measure, measureOn } from './validate-head.js';

/** One epoch: the state after it, and the mean loss of its batches. */
async function runEpoch(
  session: HeadSession,
  given: HeadState,
  order: Int32Array,
  examples: HeadExamples,
  { batchSize, signal }: TrainPlan,
) {
  let [state, total] = [given, 0];
  for (let start = 0; start < order.length; start += batchSize) {
    signal?.throwIfAborted();
    const chosen = Array.from(order.subarray(start, start + batchSize));
    const features = examples.features(chosen);
    const scores = examples.needsScores ? await session.scores(state, features) : undefined;
    const lambda = scores === undefined ? {} : examples.lambda(chosen, scores);
    const found = await session.step(state, { features, ...examples.data(chosen), ...lambda });
    state = found.state;
    total += found.loss * chosen.length;
  }
  return { state, loss: total / order.length };
}

interface Trained {
  readonly state: HeadState;
  readonly bestEpoch: number;
  readonly history: readonly EpochReport[];
}

function checkFinite({ epoch, loss, validation = 0 }: EpochReport): void {
  if (Number.isFinite(loss) && Number.isFinite(validation)) return;
  const advice = 'take a smaller learningRate, or bring features and targets to a scale around 1';
  throw new LossmithError('training', `the loss or the metric is no finite number in epoch ${epoch}`, advice);
}

/** All epochs, or as many as patience allows; the state of the best one, or of the last where nothing measures them. */
async function runEpochs(session: HeadSession, examples: HeadExamples, plan: TrainPlan, measure: Measure | undefined) {
  const orderOf = seededOrder(examples.count, plan.seed);
  const history: EpochReport[] = [];
  let state = session.start;
  let best: Trained = { state, bestEpoch: 0, history };
  for (let epoch = 1; epoch <= plan.epochs; epoch += 1) {
    const found = await runEpoch(session, state, orderOf(), examples, plan);
    state = found.state;
    const validation = await measure?.(session, state);
    const report = { epoch, loss: found.loss, ...(validation === undefined ? {} : { validation }) };
    checkFinite(report);
    history.push(report);
    plan.onEpoch?.(report);
    const before = history[best.bestEpoch - 1]?.validation ?? Number.NEGATIVE_INFINITY;
    if (validation === undefined || validation > before) best = { state, bestEpoch: epoch, history };
    if (epoch - best.bestEpoch >= (plan.validation?.patience ?? Number.POSITIVE_INFINITY)) break;
  }
  return best;
}

async function measureFor(plan: TrainPlan, outputSize: number): Promise<Measure | undefined> {
  const { validation, loss } = plan;
  if (validation === undefined) return undefined;
  const features = await featuresFor('validation.', validation, plan);
  return measureOn(loss, headExamples(loss, features, validation), validation, outputSize);
}

/** How the head looks, and the data in the form that the loss takes them. */
function prepare(plan: TrainPlan, features: Features) {
  const { loss, hidden = [], activation = 'relu', optimizer = 'adam', l2 = 0 } = plan;
  const examples = headExamples(loss, features, plan);
  const shape = { inputSize: features.dims[1], hidden, outputSize: examples.outputSize, activation };
  const training = trainingStep({ ...shape, optimizer, l2 }, loss, {
    mask: examples.masked,
    weight: examples.weighted,
  });
  return { examples, shape, training };
}

/**
 * Trains dense layers on features with any loss: of single scores, of classes, of lists by query (`lists`), of preferences (`pairs`). Training runs in ONNX Runtime: that inside
 * the extractor, or `runtime`. The same data, options, seed and runtime give the same head. With `validation` the parameters are those of the best epoch. Throws for data that do
 * not fit before anything is trained, and where `signal` is aborted its reason.
 */
export async function trainHead(options: TrainHeadOptions): Promise<TrainedHead> {
  const plan = checkTrainOptions(options);
  const ort = ortOf(plan.runtime === undefined ? 'extractor' : 'runtime', plan.runtime ?? plan.extractor);
  const features = await featuresFor('', plan, plan);
  const { examples, shape, training } = prepare(plan, features);
  const measure = await measureFor(plan, shape.outputSize);
  const session = await headSession(ort, training, plan);
  try {
    const { state, bestEpoch, history } = await runEpochs(session, examples, plan, measure);
    return Object.freeze({
      type: 'lossmith.head',
      version: 1,
      ...shape,
      parameters: parametersOf(state),
      ...(features.pooled === undefined ? {} : { pooled: features.pooled }),
      loss: plan.loss.spec,
      history,
      bestEpoch,
    });
  } finally {
    await session.close();
  }
}
