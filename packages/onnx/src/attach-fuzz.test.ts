import { isLossmithError, links, losses } from '@lossmith/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../vitest.whole.ts';
import { attachLoss } from './attach.js';
import { compileOnnx } from './compile-onnx.js';
import { bytesField, messageField } from './protobuf.js';

const loss = losses.matching(links.identity());
const model = compileOnnx(loss, { outputs: ['gradient'] }).bytes;

/** What happens to bytes on the way: some change, some are missing, some come twice, or all are others. */
const corrupt = fc.oneof(
  fc.array(fc.tuple(fc.nat(model.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }).map((changes) => {
    const bytes = model.slice();
    for (const [place, value] of changes) bytes[place] = value;
    return bytes;
  }),
  fc.nat(model.length - 1).map((length) => model.slice(0, length)),
  fc.tuple(fc.nat(model.length - 1), fc.nat(model.length - 1)).map(([from, to]) => {
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    return Uint8Array.of(...model.slice(0, end), ...model.slice(start));
  }),
  fc.uint8Array({ maxLength: 200 }),
);

test('corrupt bytes give an error of ours, or a model, and end', { timeout: 120_000 }, () => {
  let refused = 0;
  const attach = (bytes: Uint8Array) => {
    try {
      expect(attachLoss(bytes, loss, { scores: 'gradient', prefix: 'my_' }).bytes.length).toBeGreaterThan(0);
    } catch (error) {
      if (!isLossmithError(error)) throw error;
      refused += 1;
    }
  };
  const search = runs(2000, 10_000);
  fc.assert(fc.property(corrupt, attach), {
    ...search,
    interruptAfterTimeLimit: 110_000,
    markInterruptAsFailure: true,
  });
  expect(refused).toBeGreaterThan(search.numRuns / 10);
});

test('graphs within graphs without end give an error', () => {
  // The graph is field 7 of a model; node, attribute and graph are fields 1, 5 and 6 in one another.
  let inner: Uint8Array = new Uint8Array(0);
  for (let depth = 0; depth < 3000; depth += 1) inner = messageField(1, [messageField(5, [bytesField(6, inner)])]);
  expect(() => attachLoss(bytesField(7, inner), loss, { scores: 'y' })).toThrow(/no ONNX model|opset/);
});
