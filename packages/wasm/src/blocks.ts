import { keyOf, type Place, type Plan, placesOf } from './plan.js';
import { examplesPerBlock, makeRoom, type Numbers, type Room, widthOf } from './room.js';

type Call = (examples: number, items: number, ...pointers: number[]) => void;

/** A module that runs. */
export interface Running {
  readonly plan: Plan;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly run: Call;
  readonly count: Call | undefined;
  /** Kept from call to call. */
  room: Room | undefined;
}

/** Some blocks of a run: the examples from `first` on, `rows` of them. Arrays hold these examples and no others. */
export interface Work {
  readonly examples: number;
  readonly items: number;
  readonly arrays: Readonly<Record<string, ArrayLike<number>>>;
  readonly outputs: Readonly<Record<string, Numbers>>;
  /** What a mean multiplies by, then parameters. */
  readonly numbers: readonly number[];
  /** One for every block. */
  readonly totals: Float64Array;
}

export function startModule(plan: Plan, module: WebAssembly.Module): Running {
  const { exports } = new WebAssembly.Instance(module);
  const { memory, run, count } = exports as unknown as Pick<Running, 'memory' | 'run' | 'count'>;
  return { plan, module, memory, run, count, room: undefined };
}

function roomFor(running: Running, { examples, items }: Work): Room {
  const wanted = Math.min(examples, examplesPerBlock(running.plan, items));
  const { room } = running;
  if (room !== undefined && room.items === items && room.examples >= wanted) return room;
  running.room = makeRoom(running.plan, running.memory, wanted, items);
  return running.room;
}

function copyIn(to: Numbers, from: ArrayLike<number>, begin: number, end: number): void {
  if (begin === 0 && end === from.length) to.set(from);
  else if (ArrayBuffer.isView(from)) to.set((from as Numbers).subarray(begin, end));
  else for (let k = begin; k < end; k += 1) to[k - begin] = from[k] as number;
}

function copyOut(to: Numbers, from: Numbers, begin: number, length: number): void {
  to.set(length === from.length ? from : from.subarray(0, length), begin);
}

/** Calls a function of the module for every block, with its data copied in and its outputs copied out. */
function eachBlock(
  running: Running,
  work: Work,
  call: Call,
  inputs: readonly Place[],
  outputs: readonly Place[],
): void {
  const { items, totals } = work;
  const room = roomFor(running, work);
  const viewOf = (key: string) => room.views.get(key) as Numbers;
  const total = viewOf('total');
  viewOf('numbers').set(work.numbers);
  const size = examplesPerBlock(running.plan, items);
  for (let from = 0; from < work.examples; from += size) {
    const examples = Math.min(size, work.examples - from);
    for (const place of inputs) {
      const width = widthOf(place, items);
      copyIn(
        viewOf(keyOf(place)),
        work.arrays[place.name] as ArrayLike<number>,
        from * width,
        (from + examples) * width,
      );
    }
    call(examples, items, ...room.pointers);
    totals[from / size] = total[0] as number;
    for (const place of outputs) {
      const width = widthOf(place, items);
      copyOut(work.outputs[place.name] as Numbers, viewOf(keyOf(place)), from * width, examples * width);
    }
  }
}

const placesOfKind = ({ plan }: Running, kind: Place['kind']) => placesOf(plan).filter((place) => place.kind === kind);

/** Loss sums go to `totals`, everything else to `outputs`. */
export function runBlocks(running: Running, work: Work): void {
  eachBlock(running, work, running.run, placesOfKind(running, 'array'), placesOfKind(running, 'output'));
}

/** What the examples count goes to `totals`. */
export function countBlocks(running: Running, work: Work, count: Call): void {
  const needed = placesOfKind(running, 'array').filter(({ name }) => name === 'weight' || name === 'mask');
  eachBlock(running, work, count, needed, []);
}
