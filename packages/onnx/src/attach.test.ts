import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { evaluate, links, losses, parseLoss } from '@lossmith/core';
import { type ModelProto, ModelProtoSchema, TensorProto_DataLocation, TensorProtoSchema } from 'onnx-buf';
import { describe, expect, test } from 'vitest';
import { type Feed, float32, runModel } from '../test/models.ts';
import { attachLoss } from './attach.js';
import { compileOnnx } from './compile-onnx.js';
import type { Dimension, Model } from './model.js';
import { modelBytes } from './model.js';

const packages = createRequire(import.meta.url);
const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const labels = losses.softmax({ target: 'label' });

/** Inputs of a model, the same numbers every time. */
const wave = (length: number) => Float32Array.from({ length }, (_, k) => Math.sin(k * 0.7));

interface Foreign {
  readonly bytes: Uint8Array;
  readonly scores: string;
  readonly feeds: Readonly<Record<string, Feed>>;
}

/** Silero's voice activity detectors, recurrent networks with branches (opset 16, exported by PyTorch). */
function silero(version: 'legacy' | 'v5'): Foreign {
  const folder = dirname(packages.resolve('@ricky0123/vad-web/package.json'));
  const state: Record<string, Feed> =
    version === 'v5'
      ? { state: float32(wave(256), [2, 1, 128]) }
      : { h: float32(wave(128), [2, 1, 64]), c: float32(wave(128), [2, 1, 64]) };
  const length = version === 'v5' ? 512 : 1536;
  const rate: Feed = { type: 'int64', data: BigInt64Array.of(16000n), dims: [] };
  const feeds = { input: float32(wave(length), [1, length]), sr: rate, ...state };
  return { bytes: readFileSync(`${folder}/dist/silero_vad_${version}.onnx`), scores: 'output', feeds };
}

const debian = '/usr/share/libonnx-testdata/data/node';

/** One of ONNX's own test models with its test data. */
function official(name: string, scores: string): Foreign {
  const paths = [0, 1, 2].map((k) => `${debian}/${name}/test_data_set_0/input_${k}.pb`).filter(existsSync);
  const feeds = paths.map((path) => {
    const tensor = fromBinary(TensorProtoSchema, readFileSync(path));
    const values = new Float32Array(Uint8Array.from(tensor.rawData).buffer);
    return [tensor.name, float32(values, tensor.dims.map(Number))] as const;
  });
  return { bytes: readFileSync(`${debian}/${name}/model.onnx`), scores, feeds: Object.fromEntries(feeds) };
}

const officialModels: readonly [string, string][] = [
  ['test_layer_normalization_4d_axis1_expanded', 'Y'],
  ['test_softmax_large_number', 'y'],
  ['test_gemm_default_vector_bias', 'y'],
  ['test_logsoftmax_axis_1_expanded', 'y'],
];

const sizeOf = (dims: readonly number[]) => dims.reduce((x, y) => x * y, 1);

/** Runs a model before and after: its outputs are the same bits, and the loss is that of its scores. */
async function expectUnchanged({ bytes, scores, feeds }: Foreign): Promise<void> {
  const given = bytes.slice();
  const attached = attachLoss(bytes, sinh, { scores });
  expect(Buffer.from(bytes).equals(given)).toBe(true);
  const before = await runModel(bytes, feeds);
  const { data, dims } = before[scores]!;
  const target = wave(sizeOf(dims)).map((x) => x * 0.5);
  const after = await runModel(attached.bytes, { ...feeds, target: float32(target, dims) });
  for (const [name, values] of Object.entries(before)) expect(after[name]).toEqual(values);
  const expected = evaluate(sinh, { predicted: data, target }, { reduction: 'mean' });
  expect(after.loss!.data[0]).toBeCloseTo(expected.loss[0]!, 5);
  expect(after.gradient!.dims).toEqual(dims);
  expect(Math.abs(after.gradient!.data[0]! - expected.gradient[0]!)).toBeLessThan(1e-5);
}

describe('models that others made', () => {
  test.each(['legacy', 'v5'] as const)('Silero VAD %s gives what it gave', (version) =>
    expectUnchanged(silero(version)),
  );

  test.each(officialModels)('%s gives what it gave', async (name, scores) => {
    if (!existsSync(debian)) {
      const reason = 'NOT TRIED: libonnx-testdata is missing; apt-get install libonnx-testdata';
      if (process.env.CI) throw new Error(reason);
      console.warn(reason);
      return;
    }
    await expectUnchanged(official(name, scores));
  });
});

/** logits = x·2, of the given type and shape. */
function doubled(dims: readonly Dimension[], change: Partial<Model> = {}): Uint8Array {
  return modelBytes({
    name: 'doubled',
    opset: 17,
    inputs: [{ name: 'x', type: 'float32', dims }],
    outputs: [{ name: 'logits', type: 'float32', dims }],
    initializers: [{ name: 'two', type: 'float32', dims: [], values: [2] }],
    nodes: [{ name: 'times', op: 'Mul', inputs: ['x', 'two'], outputs: ['logits'], attributes: {} }],
    ...change,
  });
}

describe('attachLoss', () => {
  test('says what it added', () => {
    const { inputs, outputs } = attachLoss(doubled(['n', 3]), labels, {
      scores: 'logits',
      weight: true,
      mask: true,
      parameters: 'inputs',
      prefix: 'loss/',
    });
    expect(inputs).toEqual([
      { name: 'loss/target', type: 'int64', dims: ['n'] },
      { name: 'loss/weight', type: 'float32', dims: ['n'] },
      { name: 'loss/mask', type: 'bool', dims: ['n', 3] },
      { name: 'loss/temperature', type: 'float32', dims: ['loss/temperature[0]'], default: 1 },
    ]);
    expect(outputs.map(({ name, dims }) => [name, dims])).toEqual([
      ['loss/loss', []],
      ['loss/gradient', ['n', 3]],
    ]);
  });

  test('tells the losses in the metadata, by the documented keys', () => {
    const first = attachLoss(doubled(['n', 3]), labels, { scores: 'logits' });
    const { bytes } = attachLoss(first.bytes, losses.softmax(), { scores: 'logits', prefix: 'second_' });
    const { metadataProps } = fromBinary(ModelProtoSchema, bytes);
    const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
    expect(parseLoss(metadata['lossmith.loss'] as string)).toEqual(labels);
    expect(parseLoss(metadata['second_lossmith.loss'] as string)).toEqual(losses.softmax());
    const told = doubled(['n', 3], { metadata: { 'lossmith.loss': 'taken' } });
    expect(() => attachLoss(told, labels, { scores: 'logits' })).toThrow(
      "the model has metadata 'lossmith.loss' already; give a prefix that makes it another name",
    );
  });

  test('takes labels for rows of logits', async () => {
    const { bytes } = attachLoss(doubled(['n', 3]), labels, { scores: 'logits', outputs: ['loss'] });
    const target: Feed = { type: 'int64', data: BigInt64Array.of(2n, 0n), dims: [2] };
    const { loss } = await runModel(bytes, { x: float32([1, 2, 3, 4, 5, 6], [2, 3]), target });
    const predicted = [
      [2, 4, 6],
      [8, 10, 12],
    ];
    expect(loss!.data[0]).toBeCloseTo(
      evaluate(labels, { predicted, target: [2, 0] }, { reduction: 'mean' }).loss[0]!,
      5,
    );
  });

  test('a second loss gets names of its own', async () => {
    const first = attachLoss(doubled(['n']), sinh, { scores: 'logits' });
    const { bytes } = attachLoss(first.bytes, losses.matching(links.identity()), {
      scores: 'logits',
      prefix: 'squared_',
    });
    const feeds = { x: float32([1, 2]), target: float32([1, 1]), squared_target: float32([1, 1]) };
    const results = await runModel(bytes, feeds);
    expect(results.squared_loss!.data[0]).toBeCloseTo((0.5 + 4.5) / 2, 6);
    expect(results.loss!.data[0]).toBeGreaterThan(0);
  });

  test('writes for the opset of the model', async () => {
    for (const opset of [13, 18]) {
      const { bytes } = attachLoss(doubled(['n', 2], { opset }), losses.softmax(), { scores: 'logits' });
      const { loss } = await runModel(bytes, { x: float32([1, 2], [1, 2]), target: float32([1, 2], [1, 2]) });
      expect(loss!.data[0]).toBeGreaterThan(0);
    }
  });

  test.each<[string, Uint8Array, Parameters<typeof attachLoss>[1], object, string]>([
    ['no bytes', 'model' as never, sinh, {}, 'the model is no Uint8Array'],
    ['empty bytes', new Uint8Array(0), sinh, {}, 'the bytes are no ONNX model: they hold no graph with outputs'],
    ['other bytes', Uint8Array.of(1, 2, 3, 4), sinh, {}, 'the bytes are no ONNX model'],
    ['no name', doubled(['n']), sinh, { scores: undefined }, "option scores: is missing; name the output: 'logits'"],
    [
      'another name',
      doubled(['n']),
      sinh,
      { scores: 'y' },
      "option scores: the model has no output 'y'; it has logits",
    ],
    ['an old opset', doubled(['n'], { opset: 11 }), sinh, {}, 'the model has opset 11, older than 13; convert it'],
    ['a future opset', doubled(['n'], { opset: 99 }), sinh, {}, 'the model has opset 99, which is not known here'],
    [
      'labels',
      doubled(['n'], { outputs: [{ name: 'logits', type: 'int64', dims: ['n'] }] }),
      sinh,
      {},
      "'logits' is no tensor of floating-point numbers",
    ],
    ['no classes', doubled([]), labels, {}, 'this loss needs scores with classes on the last axis'],
    [
      'a name that is taken',
      doubled(['n'], { inputs: [{ name: 'target', type: 'float32', dims: ['n'] }] }),
      sinh,
      {},
      "the model has a tensor 'target' already; give a prefix that makes it another name: { prefix: 'lossmith_' }",
    ],
    ['unknown options', doubled(['n']), sinh, { output: 'loss' }, 'option output: is unknown'],
    ['a prefix that is no text', doubled(['n']), sinh, { prefix: 3 }, 'option prefix: cannot be 3; give a text'],
  ])('refuses %s', (_, bytes, loss, options, message) => {
    expect(() => attachLoss(bytes, loss, { scores: 'logits', ...options })).toThrow(message);
  });

  /** The model of `doubled`, changed in ways that `modelBytes` has no words for. */
  function altered(change: (model: ModelProto) => void): Uint8Array {
    const model = fromBinary(ModelProtoSchema, doubled(['n']));
    change(model);
    return toBinary(ModelProtoSchema, model);
  }

  test('refuses tensors that are kept in another file', () => {
    const outside = create(TensorProtoSchema, { name: 'big', dataLocation: TensorProto_DataLocation.EXTERNAL });
    const bytes = altered((model) => model.graph!.initializer.push(outside));
    expect(() => attachLoss(bytes, sinh, { scores: 'logits' })).toThrow(
      "the model keeps the data of 'big' in another file; save it with all tensors inside",
    );
  });

  test('refuses scores of which no rank is known', () => {
    const bytes = altered((model) => {
      const { value } = model.graph!.output[0]!.type!;
      if (value.case === 'tensorType') delete value.value.shape;
    });
    expect(() => attachLoss(bytes, sinh, { scores: 'logits' })).toThrow(
      "the output 'logits' says nothing of its shape; infer its shapes first",
    );
  });

  test('refuses to guess which output is meant', () => {
    const attach = attachLoss as (bytes: Uint8Array, loss: unknown) => unknown;
    expect(() => attach(doubled(['n']), sinh)).toThrow("option scores: is missing; name the output: 'logits'");
  });

  test('leaves its argument as it is and gives the same bytes again', () => {
    const bytes = Object.freeze(compileOnnx(sinh, { outputs: ['gradient'] })).bytes;
    const copy = bytes.slice();
    const attach = () => attachLoss(bytes, labels, { scores: 'gradient', prefix: 'second_' });
    expect(attach).not.toThrow();
    expect(attach().bytes).toEqual(attach().bytes);
    expect(Buffer.from(bytes).equals(copy)).toBe(true);
  });
});
