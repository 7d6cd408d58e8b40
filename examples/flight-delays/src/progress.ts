import { SingleBar } from 'cli-progress';
import { contenders } from './contenders.js';
import type { ExperimentPlan, OnProgress } from './experiment.js';

export interface Progress {
  readonly step: OnProgress;
  readonly stop: () => void;
}

function barOn(stream: NodeJS.WriteStream, total: number): Progress {
  const bar = new SingleBar({
    format: 'training [{bar}] {percentage} % | {eta_formatted} left | seed {seed}, {contender}',
    stream,
    barsize: 24,
    clearOnComplete: true,
    // Its signal handlers would wait for the event loop, which training keeps busy: Ctrl-C must stop at once.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0, { seed: 1, contender: '' });
  return { step: (at) => bar.increment(1, at), stop: () => bar.stop() };
}

function linesOn(stream: NodeJS.WritableStream, total: number, perSeed: number): Progress {
  let done = 0;
  const step: OnProgress = ({ seed }) => {
    done++;
    if (done % perSeed === 0) stream.write(`trained seed ${seed} of ${total / perSeed}\n`);
  };
  return { step, stop: () => {} };
}

/** A bar on a terminal, one line per seed elsewhere. */
export function startProgress(stream: NodeJS.WriteStream, plan: ExperimentPlan): Progress {
  const perSeed = contenders.length * plan.epochs;
  const total = perSeed * plan.seeds;
  return stream.isTTY ? barOn(stream, total) : linesOn(stream, total, perSeed);
}
