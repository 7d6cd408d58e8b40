import { links, losses } from '@lossmith/core';
import { referenceBackend } from '@lossmith/core/backend';
import { expect, test } from 'vitest';
import { openHarness } from './harness.js';
import { runCase } from './run-case.js';
import type { Subject } from './subject.js';

const loss = losses.matching(links.sinh());
const batch = (examples: number) => ({
  examples,
  items: 1,
  predicted: new Float64Array(examples).fill(1),
  target: new Float64Array(examples),
});

/** A subject that counts what it makes, and disposes of. */
function counted() {
  const count = { made: 0, disposed: 0 };
  const backend = referenceBackend();
  const emit = (program: Parameters<typeof backend.emit>[0]) => {
    count.made += 1;
    return backend.emit(program);
  };
  const subject = {
    backend: { ...backend, emit },
    run: (artifact: ReturnType<typeof backend.emit>, inputs: Parameters<typeof artifact.run>[0]) =>
      artifact.run(inputs),
    dispose: () => {
      count.disposed += 1;
    },
    precision: 'float64' as const,
  };
  return { harness: openHarness(subject as unknown as Subject), count };
}

test('what was disposed of is used again for the same loss and options, and for no others', async () => {
  const { harness, count } = counted();
  const first = await harness.shared.compute(loss, {}, batch(2));
  expect(await harness.shared.compute(loss, {}, batch(2))).toEqual(first);
  expect(count).toEqual({ made: 1, disposed: 0 });
  await harness.shared.compute(loss, { reduction: 'mean' }, batch(2));
  await harness.shared.compute(losses.matching(links.sinh({ rate: 2 })), {}, batch(2));
  expect(count.made).toBe(3);
  await harness.release();
  expect(count.disposed).toBe(3);
});

test('what is in use is lent to no one else', async () => {
  const { harness, count } = counted();
  const [first, second] = [await harness.shared.compile(loss), await harness.shared.compile(loss)];
  expect(first.artifact).not.toBe(second.artifact);
  expect(count.made).toBe(2);
});

test('few wait, and none that saw many numbers', async () => {
  const { harness, count } = counted();
  await harness.shared.compute(loss, {}, batch(100_001));
  expect(count).toEqual({ made: 1, disposed: 1 });
  for (let k = 1; k <= 40; k += 1) await harness.shared.compute(losses.matching(links.sinh({ rate: k })), {}, batch(1));
  expect(count).toEqual({ made: 41, disposed: 9 });
});

test('cases that ask for numbers share; the others compile anew, and so does what follows a fault', async () => {
  const { harness, count } = counted();
  const one = (level: 'values' | 'calls', faults = 0) =>
    runCase(
      {
        id: 'one',
        level,
        quick: true,
        check: async (own) => {
          await own.compute(loss, {}, batch(1));
          return { faults: Array.from({ length: faults }, () => ({ output: 'loss', message: 'wrong', share: 2 })) };
        },
      },
      harness,
    );
  await one('values');
  await one('values');
  expect(count.made).toBe(1);
  await one('calls');
  await one('calls');
  expect(count.made).toBe(3);
  await one('values', 1);
  await one('values');
  expect(count.made).toBe(4);
});
