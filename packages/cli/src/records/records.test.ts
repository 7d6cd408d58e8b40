import { Readable } from 'node:stream';
import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { addColumn } from './columns.js';
import { evaluatedRecords } from './evaluated-records.js';
import { readRecords } from './read-records.js';
import { reducedRecords } from './reduced-records.js';

const loss: Loss = losses.matching(links.exp({ rate: 0.5 }));

async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const input = (...chunks: readonly string[]) => Readable.from(chunks.map((text) => Buffer.from(text)));
const all = { column: {}, outputs: ['loss', 'gradient'] };

async function records(...chunks: readonly string[]) {
  const { blocks } = await readRecords(input(...chunks));
  return (await listOf(blocks)).flatMap((block) => block.records);
}

async function evaluated(text: string, of = loss, choices = all): Promise<string> {
  return (await listOf(evaluatedRecords(of, await readRecords(input(text)), choices))).join('');
}

test('CSV: quotes, line breaks inside them, a byte order mark, any chunks', async () => {
  const text = '\uFEFFa,"b ""c"""\r\n1,"two\nlines"\r\n,é\r\n';
  const expected = [
    { a: '1', 'b "c"': 'two\nlines' },
    { a: '', 'b "c"': 'é' },
  ];
  expect(await records(text)).toEqual(expected);
  const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
  const { blocks } = await readRecords(Readable.from(bytes));
  expect((await listOf(blocks)).flatMap((block) => block.records)).toEqual(expected);
});

test('CSV without a header: columns are numbered', async () => {
  expect(await records('1,2\n3,4\n')).toEqual([
    { 1: '1', 2: '2' },
    { 1: '3', 2: '4' },
  ]);
});

test('JSON lines: empty lines, and U+2028, which is no end of a line', async () => {
  expect(await records('{"a":"x\u2028y"}\n\n{"a":[1,', '2]}')).toEqual([{ a: 'x\u2028y' }, { a: [1, 2] }]);
});

test('results are those of evaluate, over more than a block', async () => {
  const predicted = Array.from({ length: 20_000 }, (_, k) => Math.sin(k));
  const target = predicted.map((_, k) => Math.cos(3 * k));
  const text = await evaluated(
    `predicted,target\n${predicted.map((score, k) => `${score},${target[k]}`).join('\n')}\n`,
  );
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const expected = evaluate(loss, { predicted, target });
  expect(rows.map(([, , value]) => value)).toEqual([...expected.loss]);
  expect(rows.map((row) => row[3])).toEqual([...expected.gradient]);
});

test('a mean over blocks is the mean: weights, masks, lists that do not count', async () => {
  const pairs = losses.pairwise(links.sinh(), { target: 'relevance' });
  const weight = Array.from({ length: 9000 }, (_, k) => k % 4);
  const predicted = weight.map((_, k) => [Math.sin(k), Math.cos(k), k % 7]);
  // A list whose targets are all equal has no pair.
  const target = weight.map((_, k) => (k % 3 === 0 ? [1, 1, 1] : [0, 1, 2]));
  const mask = weight.map((_, k) => [true, k % 5 > 0, true]);
  const lines = weight.map((_, k) =>
    JSON.stringify({ predicted: predicted[k], target: target[k], weight: weight[k], mask: mask[k] }),
  );
  const read = await readRecords(input(lines.join('\n')));
  const choices = { column: {}, reduction: 'mean', json: true } as const;
  const [line] = await listOf(reducedRecords(pairs, read, choices));
  const expected = evaluate(pairs, { predicted, target, weight, mask }, { reduction: 'mean' }).loss[0] as number;
  const result = JSON.parse(line as string);
  expect(result.records).toBe(9000);
  expect(Math.abs(result.loss - expected)).toBeLessThan(1e-13 * expected);
});

test('no more is read than is written: a slow reader of the results holds the data back', async () => {
  let lines = 0;
  function* source() {
    yield Buffer.from('predicted,target\n');
    for (; lines < 10_000_000; lines += 1000) yield Buffer.from('1,2\n'.repeat(1000));
  }
  const read = await readRecords(Readable.from(source(), { highWaterMark: 1 }));
  const results = evaluatedRecords(loss, read, all);
  for (let k = 0; k < 3; k += 1) await results.next();
  await new Promise((done) => setTimeout(done, 100));
  // Two blocks of 8192, and what lies in the buffers of streams.
  expect(lines).toBeLessThan(40_000);
  await results.return(undefined);
});

test.each([
  [
    'a cell that is empty',
    'predicted,target\n1,2\n1,\n',
    'record 2 column target is "", which is no number; correct it',
  ],
  ['a cell of words', 'predicted,target\nhigh,2\n', 'record 1 column predicted is "high", which is no number'],
  ['a row that is too long', 'predicted,target\n1,2\n1,2,3\n', /CSV cannot be read: .* on line 3; correct that line/],
  ['a quote that is not closed', 'predicted,target\n"1,2\n', /CSV cannot be read: .*; correct that line/],
  ['a line that is no object', '{"predicted":1,"target":2}\n[1,2]\n', 'line 2 is no JSON object: [1,2]; write one'],
  ['null', '{"predicted":null,"target":2}\n', 'record 1 column predicted is null, which is no number'],
  ['a key that is left out', '{"predicted":1,"target":2}\n{"predicted":1}\n', 'record 2 column target is missing'],
  ['no record', 'predicted,target\n', 'the data hold no record; give at least one'],
  ['nothing at all', '', 'the data hold no record'],
  [
    'a result that is there already',
    'predicted,target,loss\n1,2,3\n',
    'the data have a column loss already; rename it',
  ],
  ['a negative weight', 'predicted,target,weight\n1,2,1\n1,2,-1\n', /record 2: weight = -1: .*; ./],
  [
    'rows of different lengths',
    '{"predicted":1,"target":[1,2]}\n',
    'record 1 has 2 numbers in target, but 1 are needed',
  ],
])('refuses %s, and says where', async (_, text, message) => {
  await expect(evaluated(text)).rejects.toThrow(message);
});

test.each([
  [
    'a column that is not there',
    { column: { target: ['seen'] }, outputs: [] },
    'there is no column for target; columns are predicted, target; say which',
  ],
  [
    'an input that is none',
    { column: { label: ['target'] }, outputs: [] },
    'label is no input of this loss; its inputs are predicted, target, weight, mask',
  ],
  ['a result that is none', { column: {}, outputs: ['slope'] }, '"slope" is unknown; use loss, gradient, hessian'],
])('refuses %s', async (_, choices, message) => {
  await expect(evaluated('predicted,target\n1,2\n', loss, choices)).rejects.toThrow(message);
});

test('a label that is no class names its record, across blocks', async () => {
  const lines = Array.from({ length: 9000 }, (_, k) => `0,1,${k === 8999 ? 2 : 1}`).join('\n');
  const label = losses.softmax({ target: 'label' });
  await expect(evaluated(`predicted.a,predicted.b,target\n${lines}\n`, label)).rejects.toThrow(
    'record 9000: target = 2: no class; labels are whole numbers from 0 to 1',
  );
});

test('--column adds up, and says what it is', () => {
  expect(addColumn('target=b,c', addColumn('predicted=a'))).toEqual({ predicted: ['a'], target: ['b', 'c'] });
  expect(() => addColumn('predicted')).toThrow('option column: cannot be "predicted"; give NAME=COLUMN');
});
