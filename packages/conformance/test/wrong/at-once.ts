import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Changes, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { quick, type WrongBackend } from './wrong-backend.js';

type Data = HostInputs['data'];
const right = simpleBackend();

/** A run that waits for its runtime; `data` says which data it has when that is ready. */
function waiting(
  data: () => { put(inputs: HostInputs, program: Program): void; take(own: HostInputs, program: Program): HostInputs },
) {
  const { put, take } = data();
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    put(inputs, artifact.program);
    await Promise.resolve();
    return right.run(artifact, take(inputs, artifact.program));
  };
  return { subject: { run } } satisfies Changes;
}

/** One place per artifact and shape, as with buffers made once for a shape. */
const byShape = (names: (name: string) => boolean) => () => {
  const places = new WeakMap<Program, Map<string, Data>>();
  const keyOf = ({ examples, items, data }: HostInputs) =>
    `${examples} ${items} ${Object.entries(data).map(([name, x]) => `${name}${x.length}`)}`;
  return {
    put(inputs: HostInputs, program: Program) {
      const own = places.get(program) ?? new Map<string, Data>();
      places.set(program, own.set(keyOf(inputs), inputs.data));
    },
    take(inputs: HostInputs, program: Program): HostInputs {
      const last = places.get(program)?.get(keyOf(inputs)) ?? inputs.data;
      const mine = Object.entries(inputs.data).map(([name, x]) => [name, names(name) ? (last[name] ?? x) : x] as const);
      return { ...inputs, data: Object.fromEntries(mine) };
    },
  };
};

/** The parameters of an artifact stand in one block of uniforms. */
const uniforms = () => {
  const blocks = new WeakMap<Program, Data>();
  const isOpen = ({ parameters }: Program, name: string) => parameters.some((one) => one.name === name);
  return {
    put({ data }: HostInputs, program: Program) {
      const own = program.parameters.map(({ name, value }) => [name, data[name] ?? [value]] as const);
      blocks.set(program, Object.fromEntries(own.filter(([, x]) => x.length === 1)));
    },
    take({ data, ...rest }: HostInputs, program: Program): HostInputs {
      const single = Object.entries(data).filter(([name, x]) => !isOpen(program, name) || x.length > 1);
      return { ...rest, data: { ...blocks.get(program), ...Object.fromEntries(single) } };
    },
  };
};

/** The number of rows is that of the latest call. */
const lengthOfLatest = () => {
  const latest = new WeakMap<Program, number>();
  return {
    put: ({ examples }: HostInputs, program: Program) => void latest.set(program, examples),
    take: (inputs: HostInputs, program: Program) => cutTo(inputs, Math.min(inputs.examples, latest.get(program) ?? 0)),
  };
};

function cutTo(inputs: HostInputs, examples: number): HostInputs {
  const cut = (x: ArrayLike<number>) => Array.from(x).slice(0, (x.length / Math.max(1, inputs.examples)) * examples);
  return examples === inputs.examples
    ? inputs
    : {
        ...inputs,
        examples,
        data: Object.fromEntries(Object.entries(inputs.data).map(([name, x]) => [name, x.length === 1 ? x : cut(x)])),
      };
}

/** Emitting waits for a compiler, and goes on with the program that came last. */
function latestEmitted(): Changes {
  let latest: Program;
  const emit = async (program: Program): Promise<SimpleArtifact> => {
    latest = program;
    await Promise.resolve();
    return { program: latest, text: '' };
  };
  return { subject: { backend: { ...right.backend, emit } } };
}

/** Text is written to one builder: what is emitted at once ends up in one text. */
function oneBuilder(): Changes {
  let lines: string[] = [];
  const emit = async (program: Program): Promise<SimpleArtifact> => {
    lines = [];
    for (const { op } of program.instructions) lines.push(op);
    await Promise.resolve();
    return { program, text: lines.join('\n') };
  };
  return { subject: { backend: { ...right.backend, emit } } };
}

/** Only one run at a time: a second one fails. */
function busy(): Changes {
  const running = new WeakSet<Program>();
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    if (running.has(artifact.program)) throw new Error('already running');
    running.add(artifact.program);
    try {
      await Promise.resolve();
      return await right.run(artifact, inputs);
    } finally {
      running.delete(artifact.program);
    }
  };
  return { subject: { run } };
}

/** A run that fails takes those with it that wait beside it. */
function failsTogether(): Changes {
  let failed = 0;
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    const before = failed;
    let results: ReturnType<typeof right.run>;
    try {
      results = right.run(artifact, inputs);
    } catch (error) {
      failed += 1;
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (failed > before) throw new Error('another run failed');
    return results;
  };
  return { subject: { run } };
}

/** Results are read back from the place of the run that was begun last. */
function latestResults(): Changes {
  const last = new WeakMap<Program, Awaited<ReturnType<typeof right.run>>>();
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    const own = await right.run(artifact, inputs);
    last.set(artifact.program, own);
    await new Promise((resolve) => setTimeout(resolve, 0));
    const latest = last.get(artifact.program) ?? own;
    return latest.gradient?.length === own.gradient?.length ? latest : own;
  };
  return { subject: { run } };
}

/** A queue of eight places, the ninth of which writes over the first. */
function eightPlaces(): Changes {
  const queue: (readonly [SimpleArtifact, HostInputs])[] = [];
  let count = 0;
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    const place = count % 8;
    count += 1;
    queue[place] = [artifact, inputs];
    await new Promise((resolve) => setTimeout(resolve, 0));
    return right.run(...(queue[place] as readonly [SimpleArtifact, HostInputs]));
  };
  return { subject: { run } };
}

/** Frees what runs still need. */
function freedWhileRunning(): Changes {
  let freed = 0;
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    const before = freed;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (freed !== before) throw new Error('buffer destroyed');
    return right.run(artifact, inputs);
  };
  const dispose = () => {
    freed += 1;
  };
  return { subject: { run, dispose } };
}

const once = 'calls/at once';
const alike = 'calls/artifacts that differ in';

/** Backends that are right as long as everyone waits. */
export const wrongAtOnce: readonly WrongBackend[] = [
  quick('data by shape that wait', once, /data 1 of one shape, among runs at once/, waiting(byShape(() => true))),
  quick('weights by shape that wait', once, /among runs at once/, waiting(byShape((name) => name === 'weight'))),
  quick(
    'parameters by shape that wait',
    once,
    /parameters times 1, among runs at once/,
    waiting(byShape((name) => /\.|temp/.test(name))),
  ),
  quick('one block of parameters', once, /among runs at once/, waiting(uniforms)),
  quick('the number of rows of the latest call', once, /among runs at once|numbers, expected/, waiting(lengthOfLatest)),
  quick('the program emitted last, of some at once', alike, /compiled at once with the others/, latestEmitted()),
  quick('one builder for all text', alike, /artifacts that differ at artifact.text/, oneBuilder()),
  quick('a second run at once fails', once, /already running/, busy()),
  quick('a run that fails takes others with it', once, /another run failed/, failsTogether()),
  quick('results of the run begun last', once, /among runs at once/, latestResults()),
  quick('a queue of eight places', once, /among runs at once|numbers, expected/, eightPlaces()),
  quick('frees what runs of others need', alike, /buffer destroyed/, freedWhileRunning()),
];
