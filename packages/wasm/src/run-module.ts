import { type HostInputs, reduceResults } from '@lossmith/core/backend';
import type { Numbers, Results } from './artifact.js';
import { arraysOf, commonParameters, type Plan, pointerNames, storedOutputs, variesByClass } from './plan.js';

/** Entries of an array along classes that a block holds, about: few enough for the caches, many enough to forget the call. */
const blockSize = 8192;

type Call = (rows: number, classes: number, ...pointers: number[]) => void;

/** A module that runs, and where its memory has what. */
export interface Running {
  readonly plan: Plan;
  readonly memory: WebAssembly.Memory;
  readonly run: Call;
  readonly count: Call | undefined;
  room: Room | undefined;
}

/** Places in memory for a block of rows of so many classes. */
interface Room {
  readonly rows: number;
  readonly classes: number;
  readonly pointers: readonly number[];
  readonly arrays: Readonly<Record<string, Numbers>>;
  readonly outputs: Readonly<Record<string, Numbers>>;
  /** The factor of a mean, then parameters. */
  readonly numbers: Float64Array;
  readonly total: Float64Array;
}

export function startModule(plan: Plan, bytes: Uint8Array<ArrayBuffer>): Running {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { memory, run, count } = exports as unknown as Pick<Running, 'memory' | 'run' | 'count'>;
  return { plan, memory, run, count, room: undefined };
}

const make = ({ program }: Plan) => (program.precision === 'float64' ? Float64Array : Float32Array);

/** How many numbers of an array or output one example has. */
function widthOf({ program }: Plan, name: string, classes: number): number {
  const axes = program.outputs[name]?.axes ?? program.inputs.find((input) => input.name === name)?.axes ?? '';
  return classes ** axes.length;
}

const rowsPerBlock = ({ program }: Plan, classes: number) =>
  variesByClass(program) ? Math.max(1, Math.floor(blockSize / classes)) : blockSize;

/** Vectors may reach beyond the last entry. */
const slack = 64;
const pageSize = 65536;

function makeRoom({ plan, memory }: Running, rows: number, classes: number): Room {
  const List = make(plan);
  let end = 0;
  const sizes = pointerNames(plan).map((name) => {
    const begin = end;
    const width = name === 'numbers' ? 1 + commonParameters(plan).length : 1;
    const own = name === 'numbers' || name === 'total' ? 8 * width : 0;
    const bytes = own || rows * widthOf(plan, name.replace('output ', ''), classes) * List.BYTES_PER_ELEMENT;
    end += Math.ceil(bytes / slack) * slack + slack;
    return { name, begin, bytes };
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
  const view = (name: string) => {
    const { begin, bytes } = sizes.find((one) => one.name === name) as { begin: number; bytes: number };
    return { begin, bytes };
  };
  const list = (name: string) => {
    const { begin, bytes } = view(name);
    return new List(memory.buffer, begin, bytes / List.BYTES_PER_ELEMENT);
  };
  const named = (names: readonly string[], prefix: string) =>
    Object.fromEntries(names.map((name) => [name, list(prefix + name)]));
  const { begin, bytes } = view('numbers');
  return {
    rows,
    classes,
    pointers: sizes.map((one) => one.begin),
    arrays: named(arraysOf(plan), ''),
    outputs: named(storedOutputs(plan), 'output '),
    numbers: new Float64Array(memory.buffer, begin, bytes / 8),
    total: new Float64Array(memory.buffer, view('total').begin, 1),
  };
}

/** Room for a block; kept from call to call. */
function roomFor(running: Running, { rows, classes }: HostInputs): Room {
  const wanted = Math.min(rows, rowsPerBlock(running.plan, classes));
  const { room } = running;
  if (room !== undefined && room.classes === classes && room.rows >= wanted) return room;
  const made = makeRoom(running, wanted, classes);
  running.room = made;
  return made;
}

function copyIn(to: Numbers, from: ArrayLike<number>, begin: number, end: number): void {
  if (begin === 0 && end === from.length) to.set(from);
  else if (ArrayBuffer.isView(from)) to.set((from as Numbers).subarray(begin, end));
  else for (let k = begin; k < end; k += 1) to[k - begin] = from[k] as number;
}

function copyOut(to: Numbers, from: Numbers, begin: number, length: number): void {
  to.set(length === from.length ? from : from.subarray(0, length), begin);
}

/** Does something for every block, whose arrays have been copied in; returns what it leaves in `total`, block by block. */
function eachBlock(running: Running, room: Room, inputs: HostInputs, call: Call, after?: (from: number, rows: number) => void) {
  const { plan } = running;
  const { classes, data } = inputs;
  const size = rowsPerBlock(plan, classes);
  const totals = new Float64Array(Math.ceil(inputs.rows / size));
  for (let from = 0; from < inputs.rows; from += size) {
    const rows = Math.min(size, inputs.rows - from);
    for (const [name, to] of Object.entries(room.arrays)) {
      const width = widthOf(plan, name, classes);
      copyIn(to, data[name] as ArrayLike<number>, from * width, (from + rows) * width);
    }
    call(rows, classes, ...room.pointers);
    totals[from / size] = room.total[0] as number;
    after?.(from, rows);
  }
  return totals;
}

const sumOf = (totals: Float64Array) => reduceResults('sum', { loss: totals }, totals.length).loss[0] as number;

/** What losses and derivatives are multiplied by. */
function factorOf(running: Running, room: Room, inputs: HostInputs): number {
  if (running.plan.program.reduction !== 'mean') return 1;
  const { count } = running;
  const counted = count === undefined ? inputs.rows : sumOf(eachBlock(running, room, inputs, count));
  return counted === 0 ? 0 : 1 / counted;
}

/** Runs a program over data on the host, in blocks. Outputs that are not given are made. */
export function runModule(running: Running, inputs: HostInputs, given: Results): Results {
  const { plan } = running;
  const { rows, classes, data } = inputs;
  const { program } = plan;
  const List = make(plan);
  const stored = storedOutputs(plan);
  const results: Record<string, Numbers> = {};
  for (const name of stored) results[name] = given[name] ?? new List(rows * widthOf(plan, name, classes));
  const room = roomFor(running, inputs);
  commonParameters(plan).forEach(({ name, value }, k) => {
    room.numbers[k + 1] = data[name]?.[0] ?? value;
  });
  const factor = factorOf(running, room, inputs);
  room.numbers[0] = factor;
  const totals = eachBlock(running, room, inputs, running.run, (from, count) => {
    for (const name of stored) {
      const width = widthOf(plan, name, classes);
      copyOut(results[name] as Numbers, room.outputs[name] as Numbers, from * width, count * width);
    }
  });
  if (program.reduction === 'none' || program.outputs.loss === undefined) return results;
  const loss = given.loss ?? new List(1);
  loss[0] = factor && sumOf(totals) * factor;
  return { loss, ...results };
}
