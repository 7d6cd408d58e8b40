/** How many blocks a thread has at most: one that it works on, and others that wait for it. */
export const slotCount = 3;

/** Words in front of the memory of two threads. Twice the number of blocks handed over so far, and one more when these are all. */
export const fedWord = 0;
/** How many of them are done. */
export const doneWord = 1;
/** From here on the examples of the block in each slot. */
export const examplesWord = 2;
export const wordCount = examplesWord + slotCount;

/** A module, the memory that it works on, and where the regions of each slot are there. */
export interface RingMessage {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly items: number;
  readonly addresses: readonly (readonly number[])[];
}

/** A thread is asked to work on blocks until it is told that these were all; by the ring that is sent along the first time. */
export interface Request {
  readonly id: number;
  readonly ring?: RingMessage | undefined;
}

/** What it answers when the work is done. */
export interface Answer {
  readonly id: number;
  readonly error?: string;
}
