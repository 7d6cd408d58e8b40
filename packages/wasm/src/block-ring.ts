import { type Allocation, allocate, pageSize, plainMemory } from './allocation.js';
import { examplesPerBlock, type MemoryLayout } from './memory-layout.js';
import { copyIn, copyOut, type Work } from './run-blocks.js';
import { doneWord, examplesWord, fedWord, type RingMessage, slotCount, wordCount } from './thread-messages.js';

/** Memory of a module that another thread runs, with room for a few blocks. */
export interface BlockRing {
  readonly layout: MemoryLayout;
  readonly memory: WebAssembly.Memory;
  readonly slots: readonly Allocation[];
}

/** In front of the blocks stand the words by which both threads know of each other. */
const wordBytes = 64;

/** A ring for blocks of as many examples as the work has in one. Throws RangeError where there is not so much memory. */
export function blockRing(layout: MemoryLayout, { examples, items }: Work): BlockRing {
  const size = Math.min(examples, examplesPerBlock(layout, items));
  const { end } = allocate(layout, plainMemory(), wordBytes, size, items);
  // Some browsers set aside all that shared memory may grow to: so it does not grow.
  const pages = Math.ceil((slotCount * end) / pageSize);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const slots: Allocation[] = [];
  while (slots.length < slotCount) {
    const start = slots.at(-1)?.end ?? wordBytes;
    slots.push(allocate(layout, memory, start, size, items));
  }
  return { layout, memory, slots };
}

/** Whether a ring has room for the blocks of some work. */
export function fits({ layout, slots }: BlockRing, work: Work): boolean {
  const { examples, items } = slots[0] as Allocation;
  return items === work.items && examples >= Math.min(work.examples, examplesPerBlock(layout, items));
}

/** What a thread is told of a ring. One scratch is enough: it works on one block at a time. */
export function messageOf({ layout, memory, slots }: BlockRing, module: WebAssembly.Module): RingMessage {
  const [first] = slots as [Allocation];
  const scratch = layout.regions.findIndex(({ kind }) => kind === 'scratch');
  const addresses = slots.map((slot) =>
    slot.addresses.map((address, region) => (region === scratch ? (first.addresses[region] as number) : address)),
  );
  return { module, memory, items: first.items, addresses };
}

/** The blocks of one run that another thread works on. */
export interface Feed {
  /** How many it still has to do, after all results that there are have been taken back. */
  waiting(): number;
  /** Hands over one more, where not all slots wait. */
  add(block: number): void;
  /** Says that these were all. */
  end(): void;
}

/** Lays blocks of some work in a ring, and takes results out. */
export function feedOf({ layout, memory, slots }: BlockRing, work: Work): Feed {
  const words = new Int32Array(memory.buffer, 0, wordCount);
  const size = examplesPerBlock(layout, work.items);
  const blocks: number[] = [];
  let taken = 0;
  const placeOf = (turn: number) => {
    const from = (blocks[turn] as number) * size;
    return { slot: slots[turn % slots.length] as Allocation, from, examples: Math.min(size, work.examples - from) };
  };
  const tell = (fed: number) => {
    Atomics.store(words, fedWord, fed);
    Atomics.notify(words, fedWord);
  };
  const takeBack = (turn: number) => {
    const { slot, from, examples } = placeOf(turn);
    for (const { name, view, width } of slot.outputs) {
      copyOut(work.outputs[name] as typeof view, view, from * width, examples * width);
    }
    work.totals[blocks[turn] as number] = slot.total[0] as number;
  };
  for (const { scalars } of slots) scalars.set(work.scalars);
  Atomics.store(words, doneWord, 0);
  tell(0);
  return {
    waiting() {
      for (const done = Atomics.load(words, doneWord); taken < done; taken += 1) takeBack(taken);
      return blocks.length - taken;
    },
    add(block) {
      const turn = blocks.push(block) - 1;
      const { slot, from, examples } = placeOf(turn);
      for (const { name, view, width } of slot.inputs) {
        copyIn(view, work.inputs[name] as ArrayLike<number>, from * width, (from + examples) * width);
      }
      words[examplesWord + (turn % slots.length)] = examples;
      tell(2 * blocks.length);
    },
    end: () => tell(2 * blocks.length + 1),
  };
}
