import { fromBinary } from '@bufbuild/protobuf';
import { exactValues } from '@lossmith/conformance';
import { evaluate, type Loss, links, losses, parseLoss } from '@lossmith/core';
import { fromFloat16Bits, inputOf, toFloat16Bits } from '@lossmith/core/backend';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, test } from 'vitest';
import { type Feed, float32, runModel } from '../test/models.ts';
import { compileOnnx, type OnnxOptions } from './compile-onnx.js';

const sinh = losses.matching(links.sinh({ rate: 0.5, center: 1 }));
const labels = losses.softmax({ target: 'label', temperature: 2 });

describe('compileOnnx', () => {
  test('says what goes in and comes out', () => {
    const { inputs, outputs } = compileOnnx(sinh, { weight: true, mask: true, parameters: 'inputs' });
    expect(inputs).toEqual([
      { name: 'predicted', type: 'float32', dims: ['batch'] },
      { name: 'target', type: 'float32', dims: ['batch'] },
      { name: 'weight', type: 'float32', dims: ['batch'] },
      { name: 'mask', type: 'bool', dims: ['batch'] },
      { name: 'link.center', type: 'float32', dims: ['link.center[0]'], default: 1 },
      { name: 'link.rate', type: 'float32', dims: ['link.rate[0]'], default: 0.5 },
      { name: 'link.amplitude', type: 'float32', dims: ['link.amplitude[0]'], default: 1 },
    ]);
    expect(outputs).toMatchObject([
      { name: 'loss', type: 'float32', dims: [] },
      { name: 'gradient', type: 'float32', dims: ['batch'] },
    ]);
    const examples = compileOnnx(labels, { outputs: ['hessian', 'loss'], reduction: 'none', mask: true });
    expect(examples.inputs.map(({ name, type, dims }) => [name, type, ...dims])).toEqual([
      ['predicted', 'float32', 'rows', 'classes'],
      ['target', 'int64', 'rows'],
      ['mask', 'bool', 'rows', 'classes'],
    ]);
    expect(examples.outputs.map(({ name, dims }) => [name, ...dims])).toEqual([
      ['hessian', 'rows', 'classes'],
      ['loss', 'rows'],
    ]);
  });

  test('the model tells its formula, its loss and who made it', () => {
    const { bytes } = compileOnnx(sinh);
    const { irVersion, opsetImport, metadataProps, graph, producerName } = fromBinary(ModelProtoSchema, bytes);
    expect([irVersion, opsetImport[0]?.version, producerName]).toEqual([8n, 17n, 'lossmith']);
    expect(graph?.docString).toMatch(/^loss = .*cosh/);
    expect(graph?.output.map(({ docString }) => docString)[1]).toMatch(/sinh/);
    const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
    expect(metadata['lossmith.reduction']).toBe('mean');
    expect(parseLoss(metadata['lossmith.loss'] as string)).toEqual(sinh);
    const names = graph?.node.map(({ name }) => name) ?? [];
    expect(names.every((name) => /^[a-z_]+_\d+$|^(loss|gradient)$/.test(name))).toBe(true);
  });

  test('the same loss and options give the same bytes', () => {
    for (const options of [{}, { weight: true, parameters: 'inputs' }] as OnnxOptions[])
      expect(compileOnnx(parseLoss(JSON.stringify(labels.spec)), options).bytes).toEqual(
        compileOnnx(labels, options).bytes,
      );
  });

  test('loss and gradient share exponentials', () => {
    const count = (outputs: OnnxOptions['outputs']) =>
      fromBinary(ModelProtoSchema, compileOnnx(sinh, { outputs: outputs! }).bytes).graph?.node.filter(
        ({ opType }) => opType === 'Exp',
      ).length;
    // Of û and u: e^|û − u| comes from these.
    expect([count(['loss']), count(['gradient']), count(['loss', 'gradient'])]).toEqual([2, 2, 2]);
  });

  test.each([13, 17, 18, 23])('writes for opset %d', async (opset) => {
    const { bytes } = compileOnnx(losses.softmax(), { opset });
    const { loss } = await runModel(bytes, { predicted: float32([1, 2], [1, 2]), target: float32([2, 1], [1, 2]) });
    const expected = evaluate(losses.softmax(), { predicted: [[1, 2]], target: [[2, 1]] });
    expect(loss!.data[0]).toBeCloseTo(expected.loss[0]!, 5);
  });

  test('takes data of any shape', async () => {
    const x = Float32Array.from({ length: 24 }, (_, k) => Math.sin(k));
    const y = x.map((value) => value + 0.5);
    const cases: [Loss, OnnxOptions['shape'], number[]][] = [
      [sinh, [2, 'time', 4], [2, 3, 4]],
      [losses.softmax(), ['batch', 'time', 4], [2, 3, 4]],
      [sinh, [], []],
    ];
    for (const [loss, shape, dims] of cases) {
      const size = dims.reduce((a, b) => a * b, 1);
      const [predicted, target] = [x.slice(0, size), y.slice(0, size)];
      const { bytes } = compileOnnx(loss, { shape: shape!, reduction: 'none', parameters: 'inputs' });
      const scalars = compileOnnx(loss, { shape: shape!, reduction: 'none', parameters: 'inputs' })
        .inputs.filter((port) => port.default !== undefined)
        .map(
          (port) =>
            [
              port.name,
              float32(
                [port.default as number],
                port.dims.map(() => 1),
              ),
            ] as const,
        );
      const feeds = {
        predicted: float32(predicted, dims),
        target: float32(target, dims),
        ...Object.fromEntries(scalars),
      };
      const results = await runModel(bytes, feeds);
      const expected = evaluate(loss, { predicted, target, shape: dims });
      expect(results.gradient!.dims).toEqual(dims);
      expect(results.loss!.dims).toEqual(loss.axes === 'i' ? dims.slice(0, -1) : dims);
      Array.from(expected.loss).forEach((value, k) => {
        expect(results.loss!.data[k]).toBeCloseTo(value, 5);
      });
    }
  });

  test.each<[object, string]>([
    [{ precision: 'bfloat16' }, "option precision: cannot be \"bfloat16\"; use 'float32', 'float64' or 'float16'"],
    [{ opset: 12 }, 'option opset: cannot be 12; give a whole number from 13 to 23'],
    [{ shape: 'batch' }, 'option shape: cannot be "batch"; give a list of 0 or more lengths or names'],
    [{ shape: [-1] }, 'option shape: cannot be [-1]'],
    [{ reduction: 'all' }, "'none', 'sum' or 'mean'"],
    [{ session: {} }, 'option session: is unknown'],
  ])('refuses %j', (options, message) => {
    expect(() => compileOnnx(sinh, options as OnnxOptions)).toThrow(message);
  });

  test('refuses class losses without classes', () => {
    expect(() => compileOnnx(labels, { shape: [] })).toThrow('give a list of 1 or more lengths or names');
  });
});

/** Numbers of an exact case of the kit as a float16 tensor and, the same numbers, a float32 one. */
function sameInBoth(values: readonly (number | readonly number[])[]): [Feed, Feed] {
  const flat = values.flat() as number[];
  const bits = Uint16Array.from(flat, toFloat16Bits);
  const dims = Array.isArray(values[0]) ? [values.length, values[0].length] : [values.length];
  return [{ type: 'float16', data: bits, dims }, float32(Array.from(bits, fromFloat16Bits), dims)];
}

const labelsOf = (items: readonly unknown[]): Feed => ({
  type: 'int64',
  data: BigInt64Array.from(items.flat() as number[], BigInt),
  dims: [items.length],
});

describe('float16', () => {
  const cases = Object.values(exactValues)
    .flatMap(({ cases: all }) => all)
    .filter(({ target, counts }) => target !== undefined && counts === undefined)
    .filter((_, k) => k % 25 === 0);

  test('gives the results of float32, rounded once', { timeout: 300_000 }, async () => {
    expect(cases.length).toBeGreaterThan(9);
    for (const { loss: spec, predicted, target = [] } of cases) {
      const loss = parseLoss(spec);
      const scores = sameInBoth(predicted);
      const targets =
        inputOf(loss, 'target')?.kind === 'label' ? [labelsOf(target), labelsOf(target)] : sameInBoth(target);
      const outputs = ['loss', 'gradient', 'hessian'] as const;
      const results = await Promise.all(
        (['float16', 'float32'] as const).map((precision, k) => {
          const { bytes } = compileOnnx(loss, { precision, outputs, reduction: 'none' });
          return runModel(bytes, { predicted: scores[k] as Feed, target: targets[k] as Feed });
        }),
      );
      for (const name of outputs) {
        const bits = Array.from(results[0]![name]!.data);
        // NaN has many bits.
        const expected = Array.from(results[1]![name]!.data, (x, k) => (Number.isNaN(x) ? bits[k] : toFloat16Bits(x)));
        expect(bits, JSON.stringify(spec)).toEqual(expected);
      }
    }
  });
});
