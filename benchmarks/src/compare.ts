import { group } from 'd3-array';
import { type BenchProcess, startBench } from './bench-process.js';
import { type Length, type Racer, race } from './race.js';
import type { Description } from './shape.js';
import { type Interval, intervalOf, ratiosOf, spreadOf } from './statistics.js';

/** One candidate in both trees: medians, and how many times as long the newer takes. */
export interface Compared extends Interval {
  readonly section: string;
  readonly task: string;
  readonly candidate: string;
  readonly unit: string;
  readonly older: number;
  readonly newer: number;
}

export interface Comparison {
  readonly compared: readonly Compared[];
  /** What only one of the trees has, or can run here. */
  readonly alone: readonly string[];
}

/** A candidate of ours in a task. */
interface Job {
  readonly section: string;
  readonly task: string;
  readonly candidate: string;
  readonly unit: string;
}

/** Measurements of a candidate in both trees, of one launch of both. */
interface Pair {
  readonly job: Job;
  readonly older: readonly number[];
  readonly newer: readonly number[];
}

/** What one launch finds. */
interface Launch {
  readonly pairs: readonly Pair[];
  readonly alone: readonly string[];
}

const keyOf = ({ section, task, candidate }: Job) => [section, task, candidate].join(', ');

const tasksOf = ({ sections }: Description) =>
  new Map(
    sections.flatMap(({ name, tasks, ours, unit = 'ms', rounds }) =>
      tasks.map((task) => [`${name}, ${task}`, { section: name, task, ours, unit, rounds }] as const),
    ),
  );

type Task = ReturnType<typeof tasksOf> extends Map<string, infer T> ? T : never;

const without = (ones: readonly string[], others: readonly string[], tree: string) =>
  ones.filter((one) => !others.includes(one)).map((one) => `${one}: ${tree} alone`);

const alone = (older: readonly string[], newer: readonly string[]) => [
  ...without(older, newer, 'older'),
  ...without(newer, older, 'newer'),
];

function racerOf(name: string, bench: BenchProcess, candidate: string): Racer {
  return { name, warm: () => bench.warm(candidate), sample: () => bench.sample(candidate) };
}

/** One task, open in both processes: each candidate of ours runs in one tree and in the other, in turn. */
async function raceTask(
  older: BenchProcess,
  newer: BenchProcess,
  { ours, rounds, ...task }: Task,
  length: Length,
): Promise<Launch> {
  const open = async (bench: BenchProcess) => {
    const { able } = await bench.open(task.section, task.task);
    return ours.filter((name) => able.includes(name));
  };
  const [old, now] = [await open(older), await open(newer)];
  const pairs: Pair[] = [];
  for (const candidate of now.filter((name) => old.includes(name))) {
    const racers = [racerOf('older', older, candidate), racerOf('newer', newer, candidate)];
    const samples = await race(racers, { ...length, most: Math.min(length.most, rounds ?? length.most) });
    pairs.push({ job: { ...task, candidate }, older: samples.older!, newer: samples.newer! });
  }
  await Promise.all([older.close(), newer.close()]);
  const named = (names: readonly string[]) => names.map((candidate) => keyOf({ ...task, candidate }));
  return { pairs, alone: alone(named(old), named(now)) };
}

/** Both trees, each in a new process. */
async function launch([older, newer]: Files, length: Length): Promise<Launch> {
  const benches = [await startBench(older), await startBench(newer)] as const;
  try {
    const [old, now] = [tasksOf(benches[0].description), tasksOf(benches[1].description)];
    const found: Launch[] = [{ pairs: [], alone: alone([...old.keys()], [...now.keys()]) }];
    for (const [name, task] of now) if (old.has(name)) found.push(await raceTask(...benches, task, length));
    return { pairs: found.flatMap(({ pairs }) => pairs), alone: found.flatMap((one) => one.alone) };
  } finally {
    await Promise.all(benches.map((bench) => bench.end()));
  }
}

/** The median ratio of each launch is one observation. */
function summary(pairs: readonly Pair[]): Compared {
  const { section, task, candidate, unit } = pairs[0]!.job;
  const middle = (values: readonly number[]) => spreadOf(values).median;
  return {
    ...{ section, task, candidate, unit },
    older: middle(pairs.flatMap(({ older }) => older)),
    newer: middle(pairs.flatMap(({ newer }) => newer)),
    ...intervalOf(pairs.map(({ older, newer }) => middle(ratiosOf(newer, older)))),
  };
}

type Files = readonly [older: string, newer: string];

/** Runs the benchmarks of two files in turn, in as many launches of new processes as asked for. */
export async function compare(files: Files, launches: number, length: Length): Promise<Comparison> {
  const found: Launch[] = [];
  for (let k = 0; k < launches; k += 1) found.push(await launch(files, length));
  const byJob = group(
    found.flatMap(({ pairs }) => pairs),
    ({ job }) => keyOf(job),
  );
  return {
    compared: [...byJob.values()].map(summary),
    alone: [...new Set(found.flatMap((one) => one.alone))],
  };
}
