import { exactValues } from '@lossmith/conformance';
import { type Loss, links, losses, parseLoss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import fc from 'fast-check';
import * as oldWeb from 'onnxruntime-web-1.14';
import { afterAll, describe, expect, test } from 'vitest';
import { runs, whole } from '../../../vitest.whole.ts';
import { builtInLink } from '../../core/test/arbitraries.ts';
import { modelChecker } from '../test/checker.ts';
import { type Feed, float32, runModel } from '../test/models.ts';
import { attachLoss } from './attach.js';
import { compileOnnx, type OnnxOptions } from './compile-onnx.js';
import type { OrtRuntime } from './runtime.js';
import { trainingStep } from './training.js';

const sinh = losses.matching(links.sinh({ rate: 0.5, center: 1 }));
const labels = losses.softmax({ target: 'label', temperature: 2 });
const checker = modelChecker();
afterAll(() => checker.remove());

/** Losses of the kit, one of each kind, link and target. */
const kitLosses: readonly Loss[] = [
  ...new Map(
    Object.values(exactValues)
      .flatMap(({ cases }) => cases)
      .map(({ loss }) => [
        JSON.stringify([loss.kind, loss.target, Object.values(loss).map((x) => (x as { kind?: string } | null)?.kind)]),
        loss,
      ]),
  ).values(),
].map((loss) => parseLoss(loss));

/** What a loss is made of: its kind with its target, and the links in it. */
const partsOf = ({ spec }: Loss): readonly string[] => [
  `${spec.kind}, ${spec.target}`,
  ...[...JSON.stringify(spec).matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind as string),
];

/** Losses of the kit that each have a part which none before them has. */
const oneOfEachPart: readonly Loss[] = kitLosses.filter((loss, k) => {
  const before = new Set(kitLosses.slice(0, k).flatMap(partsOf));
  return partsOf(loss).some((part) => !before.has(part));
});

/** One of each family of pairs and lists. ONNX Runtime 1.14 runs them in pairs.test.ts. */
const listLosses: readonly Loss[] = [
  losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' }),
  losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' }),
  losses.preference(links.sigmoid()),
  losses.distillation(),
  losses.listMle(),
];

describe('models are valid', () => {
  const variants: readonly OnnxOptions[] = [
    { outputs: ['loss', 'gradient', 'hessian'], reduction: 'none' },
    { weight: true, mask: true, parameters: 'inputs', precision: 'float64' },
    { precision: 'float16', mask: true, opset: 17 },
  ];

  test('ONNX Runtime 1.14 gives what 1.30 gives, for one of each loss and link of the kit', {
    timeout: 300_000,
  }, async () => {
    const old = oldWeb as unknown as OrtRuntime;
    expect(oneOfEachPart.length).toBeGreaterThan(20);
    for (const loss of oneOfEachPart.filter((_, k) => whole || k % 4 === 0)) {
      const { bytes, inputs } = compileOnnx(loss, { outputs: ['loss', 'gradient', 'hessian'], mask: true });
      const feeds = inputs.map(({ name, type, dims }): [string, Feed] => {
        const shape = dims.map((length) => (length === 'classes' ? 3 : 2));
        const size = shape.reduce((a, b) => a * b, 1);
        if (type === 'int64') return [name, { type, data: BigInt64Array.of(0n, 1n), dims: shape }];
        if (type === 'bool') return [name, { type, data: new Uint8Array(size).fill(1), dims: shape }];
        const value = inputOf(loss, 'target')?.kind === 'probability' && name === 'target' ? 1 / 3 : 0.25;
        return [name, float32(new Float32Array(size).fill(value), shape)];
      });
      const results = await runModel(bytes, Object.fromEntries(feeds), old);
      const expected = await runModel(bytes, Object.fromEntries(feeds));
      for (const [name, { data }] of Object.entries(expected))
        data.forEach((x, k) => {
          const y = results[name]!.data[k]!;
          const same = Number.isNaN(x) ? Number.isNaN(y) : Math.abs(x - y) <= 1e-6 * Math.abs(x);
          expect(same, `${JSON.stringify(loss.spec)} ${name}[${k}]: ${y} in 1.14, ${x} in 1.30`).toBe(true);
        });
    }
  });

  test("random losses, attached losses and training steps pass ONNX's checker", { timeout: 300_000 }, ({ skip }) => {
    checker.skipIfAbsent(skip);
    const kinds: readonly ((link: Parameters<typeof losses.matching>[0]) => Loss)[] = [
      losses.matching,
      losses.perClass,
    ];
    const random = fc.property(
      builtInLink,
      fc.constantFrom(...kinds),
      fc.constantFrom(...variants),
      (link, of, options) => {
        checker.keep(compileOnnx(of(link), options).bytes);
      },
    );
    fc.assert(random, runs(20, 150));
    kitLosses.forEach((loss, k) => {
      const chosen = whole ? variants : [variants[k % variants.length] as OnnxOptions];
      for (const options of chosen) checker.keep(compileOnnx(loss, options).bytes);
    });
    for (const [k, loss] of listLosses.entries())
      checker.keep(compileOnnx(loss, variants[k % variants.length] as OnnxOptions).bytes);
    const ranker = trainingStep({ inputSize: 3, outputSize: 1 }, listLosses[0] as Loss, { mask: true });
    checker.keep(ranker.bytes);
    checker.keep(ranker.exportInference(ranker.initialize(1)));
    const given = compileOnnx(sinh, { outputs: ['gradient'] }).bytes;
    checker.keep(attachLoss(given, labels.axes === 'i' ? sinh : labels, { scores: 'gradient', prefix: 'my_' }).bytes);
    for (const optimizer of ['sgd', 'momentum', 'adam'] as const) {
      const training = trainingStep({ inputSize: 3, hidden: [4], outputSize: 2, optimizer, l2: 0.1 }, labels, {
        weight: true,
      });
      checker.keep(training.bytes);
      checker.keep(training.scoring);
      checker.keep(training.exportInference(training.initialize(1)));
    }
    const { checked, faults } = checker.check();
    expect(faults).toEqual([]);
    expect(checked).toBeGreaterThan(whole ? 300 : 100);
  });
});
