import type { Mapped, Numbers } from './allocation.js';
import { examplesPerBlock } from './memory-layout.js';
import { allocationFor, type ModuleFunction, type ModuleInstance } from './module-instance.js';

/** Some blocks of a run. Arrays hold their examples and no others. */
export interface Work {
  readonly examples: number;
  readonly items: number;
  readonly inputs: Readonly<Record<string, ArrayLike<number>>>;
  readonly outputs: Readonly<Record<string, Numbers>>;
  /** What a mean multiplies by, then parameters. */
  readonly scalars: readonly number[];
  /** One for every block. */
  readonly totals: Float64Array;
}

/** Entries of an array into memory. */
export function copyIn(to: Numbers, from: ArrayLike<number>, begin: number, end: number): void {
  if (begin === 0 && end === from.length) to.set(from);
  else if (ArrayBuffer.isView(from)) to.set((from as Numbers).subarray(begin, end));
  else for (let k = begin; k < end; k += 1) to[k - begin] = from[k] as number;
}

/** Leading entries of memory into an array. */
export function copyOut(to: Numbers, from: Numbers, begin: number, length: number): void {
  to.set(length === from.length ? from : from.subarray(0, length), begin);
}

/** Where an array begins that the module reads or writes in place; undefined where it is copied. */
function placeOf(
  { lent, memory }: ModuleInstance,
  { name, view }: Mapped,
  values: ArrayLike<number>,
  written: boolean,
): number | undefined {
  if (lent === undefined) return undefined;
  const { buffer, byteOffset, byteLength } = values as Numbers;
  if (written) return lent.outputs[name] === values ? byteOffset : undefined;
  const inside = buffer === memory.buffer && byteOffset + byteLength <= lent.inputBytes;
  return inside && values.constructor === view.constructor ? byteOffset : undefined;
}

/** Calls a function of the module for one block. Data are copied in and outputs out, but for arrays in the module's own memory. */
function blockCaller(
  instance: ModuleInstance,
  work: Work,
  call: ModuleFunction,
  inputs: readonly Mapped[],
  outputs: readonly Mapped[],
): (block: number) => void {
  const { items, totals } = work;
  const { addresses, scalars, total } = allocationFor(instance, work.examples, items);
  scalars.set(work.scalars);
  const size = examplesPerBlock(instance.layout, items);
  const reach = (mapped: Mapped, values: ArrayLike<number>, begin: number, written: boolean): void => {
    const place = placeOf(instance, mapped, values, written);
    addresses[mapped.region] = place === undefined ? mapped.address : place + begin * mapped.view.BYTES_PER_ELEMENT;
  };
  // Arrays that are lent stand in front of all regions.
  const isCopied = ({ region, address }: Mapped) => addresses[region] === address;
  return (block) => {
    const from = block * size;
    const examples = Math.min(size, work.examples - from);
    for (const mapped of inputs) {
      const values = work.inputs[mapped.name] as ArrayLike<number>;
      const begin = from * mapped.width;
      reach(mapped, values, begin, false);
      if (isCopied(mapped)) copyIn(mapped.view, values, begin, begin + examples * mapped.width);
    }
    for (const mapped of outputs) reach(mapped, work.outputs[mapped.name] as Numbers, from * mapped.width, true);
    call(examples, items, ...addresses);
    totals[block] = total[0] as number;
    for (const mapped of outputs) {
      const { view, width, name } = mapped;
      if (isCopied(mapped)) copyOut(work.outputs[name] as Numbers, view, from * width, examples * width);
    }
  };
}

function eachBlock({ totals }: Work, run: (block: number) => void): void {
  for (let block = 0; block < totals.length; block += 1) run(block);
}

/** Runs one block: its loss sum goes to `totals`, everything else to `outputs`. */
export function blockRunner(instance: ModuleInstance, work: Work): (block: number) => void {
  const { inputs, outputs } = allocationFor(instance, work.examples, work.items);
  return blockCaller(instance, work, instance.run, inputs, outputs);
}

export const runBlocks = (instance: ModuleInstance, work: Work): void => eachBlock(work, blockRunner(instance, work));

/** What the examples count goes to `totals`; `needed` are the names of the inputs that it takes. */
export function countBlocks(
  instance: ModuleInstance,
  work: Work,
  count: ModuleFunction,
  needed: ReadonlySet<string>,
): void {
  const { inputs } = allocationFor(instance, work.examples, work.items);
  const taken = inputs.filter(({ name }) => needed.has(name));
  eachBlock(work, blockCaller(instance, work, count, taken, []));
}
