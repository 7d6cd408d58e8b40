import type { Block, DataRecord } from './record.js';

/** Enough to forget the cost of a call, few enough to lie in the caches. */
const blockSize = 8192;

/** Records gathered to blocks. */
export async function* inBlocks(records: AsyncIterable<DataRecord>): AsyncGenerator<Block> {
  let [first, block]: [number, DataRecord[]] = [1, []];
  for await (const record of records) {
    block.push(record);
    if (block.length < blockSize) continue;
    yield { first, records: block };
    first += block.length;
    block = [];
  }
  if (block.length > 0) yield { first, records: block };
}
