import type { LinkSpec } from '@lossmith/core';
import { dataSet } from '../data/data-sets.js';
import type { Region, Training } from '../state/state.js';
import { type ContenderName, createContenders } from './contenders.js';
import { backward, createNetwork, predict } from './network.js';
import { createOptimizer } from './optimizer.js';
import { binEdges, errorsByRegion, type Residual, residuals } from './residuals.js';

/** What is trained: everything that fixes the outcome. */
export interface Setting extends Training {
  readonly link: LinkSpec;
  readonly important: Region;
}

export interface ContenderReport {
  readonly name: ContenderName;
  /** The mean of its own loss; losses of different links have different units. */
  readonly loss: number;
  /** Whether its scores are no numbers any more. */
  readonly diverged: boolean;
  readonly residuals: readonly Residual[];
  readonly inside: number | undefined;
  readonly outside: number | undefined;
}

export interface Report {
  readonly step: number;
  readonly contenders: readonly ContenderReport[];
}

export interface Session {
  /** Takes so many steps of full-batch descent with each loss. */
  train(steps: number): void;
  report(): Report;
  dispose(): void;
}

/** One network per loss, all from the same weights, over the same examples. The same setting gives the same reports. */
export function createSession({ dataSet: name, seed, optimizer, learningRate, link, important }: Setting): Session {
  const { features, scores: observed, width } = dataSet(name);
  const edges = binEdges(observed);
  const runs = createContenders(link, observed).map((contender) => {
    const network = createNetwork(width, seed);
    return { contender, network, descend: createOptimizer(optimizer, learningRate, network.weights.length) };
  });
  let step = 0;
  return {
    train(steps) {
      for (let k = 0; k < steps; k += 1) {
        for (const { contender, network, descend } of runs) {
          const pass = predict(network, features);
          descend(network.weights, backward(network, features, pass, contender.evaluate(pass.scores).gradient));
        }
        step += 1;
      }
    },
    report: () => ({
      step,
      contenders: runs.map(({ contender, network }) => {
        const { scores } = predict(network, features);
        const diverged = scores.some((score) => !Number.isFinite(score));
        return {
          name: contender.name,
          loss: diverged ? Number.NaN : contender.evaluate(scores).loss,
          diverged,
          residuals: diverged ? [] : residuals(scores, observed, edges),
          ...(diverged ? { inside: undefined, outside: undefined } : errorsByRegion(scores, observed, important)),
        };
      }),
    }),
    dispose: () => {
      for (const { contender } of runs) contender.dispose();
    },
  };
}
