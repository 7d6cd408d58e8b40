import { losses } from '@lossmith/onnx';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import type { Flight } from '@lossmith-examples/flight-delays/flights';
import { type Metrics, measure } from '@lossmith-examples/flight-delays/metrics';
import { predictScores, trainModel } from '@lossmith-examples/flight-delays/train';
import { prepareData } from '@lossmith-examples/flight-delays/training-data';
import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import { predict } from './predict.js';
import { trainHead } from './train-head.js';

/** What one seed came to, on the flights held out. */
export interface Comparison {
  readonly seed: number;
  readonly tfjs: Metrics;
  readonly onnx: Metrics;
  /** The trained model of onnxruntime-web, run by onnxruntime-node. */
  readonly onNode: Metrics;
}

const exponential = contenders.find(({ id }) => id === 'exp')!;

/** The exp link's network, trained by TensorFlow.js and by ONNX Runtime on the same flights and batches. */
export async function compare(flights: readonly Flight[], seed: number, epochs: number): Promise<Comparison> {
  const { train, heldOut } = prepareData(flights, seed, 'test');
  const model = trainModel(exponential, train, { seed, epochs, onEpoch: () => undefined });
  const tfjs = measure(predictScores(model, heldOut), heldOut.scores);
  model.dispose();

  const trained = await trainHead(losses.matching(exponential.link), train, { seed, epochs });
  const onnx = measure(await predict(web, trained, heldOut), heldOut.scores);
  const onNode = measure(await predict(node, trained, heldOut), heldOut.scores);
  return { seed, tfjs, onnx, onNode };
}
