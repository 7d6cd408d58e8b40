import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { compilePython, losses } from '@lossmith/python';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import type { Flight } from '@lossmith-examples/flight-delays/flights';
import { type Metrics, measure } from '@lossmith-examples/flight-delays/metrics';
import { prepareData } from '@lossmith-examples/flight-delays/training-data';
import { readNumbers, writeNumbers } from './files.js';
import { runPython } from './run-python.js';

/** A network trained by one process and by two. */
export interface Shared {
  readonly steps: number;
  /** The largest difference of a gradient of two processes from that of one, as a share of the largest entry of that. */
  readonly largest: number;
  readonly alone: Metrics;
  readonly together: Metrics;
}

/** A port on loopback that nothing listens on. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

const exponential = contenders.find(({ id }) => id === 'exp')!;

/** Trains the flights' network in PyTorch with the exp link's loss, by one process, then by two. */
export async function share(flights: readonly Flight[], epochs: number, folder: string): Promise<Shared> {
  mkdirSync(folder, { recursive: true });
  const { source } = compilePython(losses.matching(exponential.link), { library: 'torch' });
  writeFileSync(join(folder, 'exp_torch.py'), source);
  const { train, heldOut } = prepareData(flights, 1, 'test');
  const job = {
    width: train.width,
    epochs,
    batch: 128,
    features: writeNumbers(folder, 'features', train.features),
    scores: writeNumbers(folder, 'scores', train.scores),
    heldOut: writeNumbers(folder, 'held-out', heldOut.features),
    predictions: 'predictions',
  };
  writeFileSync(join(folder, 'network.json'), JSON.stringify(job));
  const judge = () => measure(readNumbers(folder, job.predictions), heldOut.scores);
  await runPython('network.py', [folder, 0, 1, 0]);
  const alone = judge();
  const port = await freePort();
  const [first] = await Promise.all([0, 1].map((rank) => runPython('network.py', [folder, rank, 2, port])));
  const { steps, largest } = JSON.parse(first as string) as { readonly steps: number; readonly largest: number };
  return { steps, largest, alone, together: judge() };
}
