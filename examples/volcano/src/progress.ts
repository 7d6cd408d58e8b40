import { SingleBar } from 'cli-progress';
import { contenders } from './contenders.js';
import { type Plan, strengthsOf } from './experiment.js';

export interface Progress {
  /** One more network of this seed is trained. */
  readonly step: (seed: number) => void;
  readonly stop: () => void;
}

function barOn(stream: NodeJS.WriteStream, total: number): Progress {
  const format = 'training [{bar}] {value} of {total} networks | {eta_formatted} left';
  // Without its signal handlers: Ctrl-C is to stop at once.
  const bar = new SingleBar({ format, stream, barsize: 24, clearOnComplete: true, gracefulExit: false });
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

function linesOn(stream: NodeJS.WritableStream, { seeds }: Plan, perSeed: number): Progress {
  const done = new Map<number, number>();
  let finished = 0;
  const step = (seed: number) => {
    const count = (done.get(seed) ?? 0) + 1;
    done.set(seed, count);
    if (count < perSeed) return;
    finished += 1;
    stream.write(`trained ${finished} of ${seeds} seeds\n`);
  };
  return { step, stop: () => {} };
}

/** A bar on a terminal, one line per seed elsewhere. */
export function startProgress(stream: NodeJS.WriteStream, plan: Plan): Progress {
  const perSeed = contenders.reduce((sum, contender) => sum + strengthsOf(contender, plan.strengths).length, 0);
  return stream.isTTY ? barOn(stream, perSeed * plan.seeds) : linesOn(stream, plan, perSeed);
}
