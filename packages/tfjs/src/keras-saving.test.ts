import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs, links, losses, parseLoss } from './index.js';

await tf.setBackend('cpu');

const [x, y] = [tf.tensor2d([[1], [-1], [0.5]]), tf.tensor2d([[0.5], [-1], [2]])];
const loss = losses.matching(links.exp({ rate: 0.5 }));
const batch = { epochs: 1, batchSize: 3, shuffle: false, verbose: 0 } as const;

function started(): keras.Sequential {
  const model = keras.sequential({
    layers: [keras.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })],
  });
  model.compile({ optimizer: tf.train.adam(0.1), loss: compileTfjs(loss) });
  return model;
}

/** The recipe of the README: what a Keras model saves names losses of tfjs alone, so that the loss goes beside it. */
async function saved(model: keras.LayersModel): Promise<tf.io.ModelArtifacts> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  model.setUserDefinedMetadata({ loss: loss.spec });
  model.compile({ optimizer: model.optimizer, loss: 'meanSquaredError' });
  const handler = tf.io.withSaveHandler(async (given) => {
    artifacts = given;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, { includeOptimizer: true });
  model.compile({ optimizer: model.optimizer, loss: compileTfjs(loss) });
  return artifacts as tf.io.ModelArtifacts;
}

async function loaded(artifacts: tf.io.ModelArtifacts): Promise<keras.LayersModel> {
  const model = await keras.loadLayersModel(tf.io.fromMemory(artifacts));
  const own = parseLoss((model.getUserDefinedMetadata() as { loss: object }).loss);
  model.compile({ optimizer: model.optimizer, loss: compileTfjs(own) });
  return model;
}

const weightsOf = (model: keras.LayersModel) => model.getWeights().map((weight) => numbers(weight));

test('a model with a designed loss, saved with its optimizer and loaded, goes on as if nothing had been', async () => {
  const model = started();
  for (let step = 0; step < 3; step += 1) await model.fit(x, y, batch);
  const artifacts = await saved(model);
  // The JSON of the model is text in between.
  const other = await loaded({
    ...artifacts,
    userDefinedMetadata: JSON.parse(JSON.stringify(artifacts.userDefinedMetadata)),
  });
  expect(weightsOf(other)).toEqual(weightsOf(model));
  for (let step = 0; step < 3; step += 1) {
    const [here, there] = [await model.fit(x, y, batch), await other.fit(x, y, batch)];
    expectClose(there.history.loss as number[], here.history.loss as number[], 1e-6);
  }
  weightsOf(other).forEach((weights, k) => {
    expectClose(weights, weightsOf(model)[k] as number[], 1e-6);
  });
});

test('without the optimizer the moments of Adam are lost: the recipe is what keeps them', async () => {
  const model = started();
  for (let step = 0; step < 3; step += 1) await model.fit(x, y, batch);
  const artifacts = await saved(model);
  expect(artifacts.weightSpecs?.filter(({ group }) => group === 'optimizer').length).toBeGreaterThan(2);
  const other = await loaded(artifacts);
  other.compile({ optimizer: tf.train.adam(0.1), loss: compileTfjs(loss) });
  await model.fit(x, y, batch);
  await other.fit(x, y, batch);
  expect(Math.abs(weightsOf(other)[0]![0]! - weightsOf(model)[0]![0]!)).toBeGreaterThan(1e-4);
});

test('tfjs-layers refuses to save a function as a loss', async () => {
  const handler = tf.io.withSaveHandler(async () => ({
    modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
  }));
  await expect(started().save(handler, { includeOptimizer: true })).rejects.toThrow(
    'Serialization of non-string loss is not supported.',
  );
});

test('the history calls a loss by its kind, as a metric too', async () => {
  const model = started();
  const asMetric = compileTfjs(losses.softmax());
  expect(compileTfjs(loss).name).toBe('matching');
  expect(asMetric.name).toBe('softmax');
  model.compile({
    optimizer: 'sgd',
    loss: compileTfjs(losses.matching(links.identity())),
    metrics: [compileTfjs(loss), asMetric],
  });
  const { history } = await model.fit(x, y, batch);
  expect(Object.keys(history)).toEqual(['loss', 'matching', 'softmax']);
});
