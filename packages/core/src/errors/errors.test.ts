import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import {
  isLossmithError,
  LossmithError,
  LossmithInputError,
  LossmithMonotoneError,
  LossmithOptionError,
  LossmithShapeError,
  LossmithSpecError,
  LossmithValueError,
} from './errors.js';

const examples: readonly [name: string, kind: string, error: LossmithError, fields: object][] = [
  ['LossmithError', 'memory', new LossmithError('memory', 'too much', 'give less'), { advice: 'give less' }],
  [
    'LossmithSpecError',
    'spec',
    new LossmithSpecError('link.rate', 'is missing', 'give it'),
    { path: 'link.rate', what: 'is missing' },
  ],
  [
    'LossmithMonotoneError',
    'spec',
    new LossmithMonotoneError('link', 2, -1),
    { path: 'link', score: 2, slope: -1, advice: 'correct it' },
  ],
  ['LossmithInputError', 'input', new LossmithInputError('target', 'is null', 'give it'), { input: 'target' }],
  [
    'LossmithShapeError',
    'shape',
    new LossmithShapeError('target', [1], [2, 3], 'give it that shape'),
    { input: 'target', shape: [1], expected: [2, 3] },
  ],
  [
    'LossmithValueError',
    'value',
    new LossmithValueError('weight', 4, -1, 'negative', 'correct it'),
    { input: 'weight', index: 4, value: -1 },
  ],
  ['LossmithOptionError', 'option', new LossmithOptionError('mask', 'is 2', 'give true'), { option: 'mask' }],
];

describe.each(examples)('%s', (name, kind, error, fields) => {
  test('has the name of its class, in its stack too, its kind and its fields', () => {
    expect([error.name, error.lossmith, String(error)]).toEqual([name, kind, `${name}: ${error.message}`]);
    expect(error.stack?.split('\n')[0]).toBe(String(error));
    expect(error).toMatchObject(fields);
    expect(isLossmithError(error)).toBe(true);
  });

  test('keeps all of that across structuredClone', () => {
    const copy: unknown = structuredClone(error);
    expect(copy).not.toBeInstanceOf(LossmithError);
    expect(isLossmithError(copy)).toBe(true);
    expect(copy).toMatchObject({ name, lossmith: kind, message: error.message, ...fields });
    expect(String(copy)).toBe(String(error));
  });
});

test('an error thrown in a worker is recognised where its message arrives', async () => {
  const file = new URL('../../dist/index.js', import.meta.url).href;
  const code = `import(${JSON.stringify(file)}).then(({ links }) => {
    try { links.sinh({ rate: -1 }); } catch (error) { require('node:worker_threads').parentPort.postMessage(error); }
  });`;
  const worker = new Worker(code, { eval: true });
  const [received] = (await once(worker, 'message')) as [unknown];
  await worker.terminate();
  expect(isLossmithError(received)).toBe(true);
  expect(received).toMatchObject({ name: 'LossmithSpecError', lossmith: 'spec', path: 'rate' });
});

test('a class of an adapter keeps its own fields, if it gives them to the base class', () => {
  class LossmithLimitError extends LossmithError<{ readonly limit: string }> {
    constructor(limit: string) {
      super('limit', `${limit} is too small`, 'give less data', { limit });
    }
    override get name() {
      return 'LossmithLimitError';
    }
  }
  const copy = structuredClone(new LossmithLimitError('maxBufferSize'));
  expect(isLossmithError(copy)).toBe(true);
  expect(copy).toMatchObject({ name: 'LossmithLimitError', lossmith: 'limit', limit: 'maxBufferSize' });
});

test('a value that is no number is kept in words, so that the error can be copied', () => {
  const error = new LossmithValueError('predicted', 3, () => 1, 'not a number', 'give numbers');
  expect(error.message).toBe('predicted[3] = a function: not a number; give numbers');
  expect(structuredClone(error)).toMatchObject({ cause: { value: 'a function' } });
});

test('other errors are not recognised, whatever their cause', () => {
  const others = [new Error('x'), new Error('x', { cause: 'shape' }), new Error('x', { cause: null }), 'x', null, {}];
  expect(others.map(isLossmithError)).toEqual(others.map(() => false));
});

test('an error from another copy of the package is', () => {
  expect(isLossmithError(Object.assign(new Error('x'), { lossmith: 'shape' }))).toBe(true);
});

test('a fault inside a link is told from further up, with all its fields', () => {
  const above = new LossmithMonotoneError('[1].h', 2, -1).under('links').under('link');
  expect(above).toBeInstanceOf(LossmithMonotoneError);
  expect(above).toMatchObject({ path: 'link.links[1].h', score: 2, slope: -1 });
});
