import { afterAll, describe, expect, test } from 'vitest';
import { compilePython, evaluate, type Loss, links, losses } from '../src/index.js';
import { argumentsOf, cases } from './cases.ts';
import { pythonFor } from './python.ts';

const python = pythonFor('numpy');
afterAll(() => python?.stop());
type Python = NonNullable<typeof python>;
const numpy = { library: 'numpy' } as const;
const exp = losses.matching(links.exp({ rate: 0.8 }));
const label = losses.softmax({ target: 'label' });

test('a library that is not known is refused', () => {
  const options = { library: 'jax' } as never;
  expect(() => compilePython(exp, options)).toThrow('option library: cannot be "jax"');
});

describe.skipIf(python === undefined)('a file for NumPy', () => {
  const run = (loss: Loss, lines: string, options: object = {}) =>
    (python as Python).run(loss, { ...numpy, ...options }, lines);
  const raises = (loss: Loss, call: string, options: object = {}) => expect(run(loss, call, options)).rejects;

  test.each(cases)('gives what the reference evaluator gives: %s', async (_, loss, data) => {
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      const expected = evaluate(loss, data as never, { reduction });
      const found = await run(loss, `results.update(module.evaluate(${argumentsOf(data)}, reduction="${reduction}"))`);
      for (const name of ['loss', 'gradient', 'hessian'] as const) {
        expect(found[name]).toHaveLength(expected[name].length);
        for (const [k, value] of expected[name].entries()) expect(found[name]?.[k]).toBeCloseTo(value, 12);
      }
    }
  });

  test('loss, gradient and hessian have the shapes of what they are of', async () => {
    const lines = `p = np.zeros((2, 3, 4)); t = np.zeros((2, 3), int)
for name in ("loss", "gradient", "hessian"):
    results[name] = getattr(module, name)(p, t, reduction="none").shape
results["mean"] = module.loss(p, t).shape`;
    const found = await run(label, lines);
    const shapes = Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values].map(Number)]));
    expect(shapes).toEqual({ loss: [2, 3], gradient: [2, 3, 4], hessian: [2, 3, 4], mean: [] });
  });

  test('an open parameter is one number or one for each example', async () => {
    const options = { parameters: 'inputs' };
    const found = await run(
      exp,
      'results["g"] = module.gradient([1, 1], [0, 0], link_rate=[1, 2], reduction="none")',
      options,
    );
    expect(found.g?.[0]).toBeCloseTo(Math.E - 1, 12);
    expect(found.g?.[1]).toBeCloseTo(Math.exp(2) - 1, 12);
    const standard = await run(exp, 'results["g"] = module.gradient([1], [0], reduction="none")', options);
    expect(standard.g?.[0]).toBeCloseTo(Math.exp(0.8) - 1, 12);
  });

  test('float32 is float32 throughout', async () => {
    const lines = 'results["bits"] = [module.gradient([1], [0]).dtype.itemsize, module.loss([1], [0]).dtype.itemsize]';
    expect([...((await run(exp, lines, { precision: 'float32' })).bits ?? [])].map(Number)).toEqual([4, 4]);
  });

  describe('refuses, saying what and where', () => {
    test.each([
      ['module.loss([1, 2], [1])', 'ValueError: target has shape (1,), expected (2,)'],
      [
        'module.loss([[1, 2]], [[1, 2]], [1, 2])',
        'ValueError: weight has shape (2,), expected (1, 2) or its leading axes',
      ],
      ['module.loss([1, 2], [1, 2], [1, -2])', 'ValueError: weight[1] is -2.0: give weights >= 0'],
      ['module.loss([1], [1], reduction="median")', "ValueError: reduction is 'median': give 'none', 'sum' or 'mean'"],
      [
        'module.loss([1, 2], [1, 2], mask=[True])',
        'ValueError: mask has shape (1,), expected (2,) or its leading axes',
      ],
    ])('%s', async (call, message) => {
      await raises(exp, call).toThrow(message);
    });
    test('labels that are no class', async () => {
      await raises(label, 'module.loss([[1, 2], [3, 4]], [1, 2])').toThrow('target 2.0 of example 1 is no class');
    });
    test('outputs outside the range of the link', async () => {
      const outputs = losses.matching(links.sigmoid(), { target: 'output' });
      await raises(outputs, 'module.loss([1, 2], [0.5, 1.5])').toThrow(
        "target 1.5 of example 1 is outside the link's range",
      );
    });
    test('rows that are none', async () => {
      const probabilities = losses.softmax({ target: 'probability' });
      await raises(probabilities, 'module.loss([[1, 2]], [[0.5, 0.7]])').toThrow(
        'target [0.5, 0.7] of example 0 is no row of probabilities',
      );
      await raises(label, 'module.loss(1, 2)').toThrow('predicted has shape (), expected rows of items');
    });
    test('parameters that cannot be', async () => {
      const call = 'module.loss([1], [1], link_rate=-1)';
      await raises(exp, call, { parameters: 'inputs' }).toThrow(
        'link_rate must be finite, and above 0 unless it is a center',
      );
    });
  });

  test('what is masked, or has weight 0, is never looked at', async () => {
    const lines = `n = float("nan")
results["loss"] = module.loss([1, n, 2], [0, 5, n], [1, -1, 0], [True, False, True], reduction="none")
results["mean"] = module.loss([1, n], [0, 5], mask=[True, False])`;
    const found = await run(exp, lines);
    expect([...(found.loss as Float64Array)]).toEqual([found.mean?.[0], 0, 0]);
    expect(found.mean?.[0]).toBeGreaterThan(0);
  });

  test('a NaN goes through to its own entry', async () => {
    const found = await run(
      label,
      'results["loss"] = module.loss([[1, float("nan")], [1, 2]], [0, 1], reduction="none")',
    );
    expect(found.loss?.[0]).toBeNaN();
    expect(found.loss?.[1]).toBeCloseTo(Math.log1p(Math.exp(-1)), 12);
  });

  test('no examples are no loss', async () => {
    const found = await run(label, 'results.update(module.evaluate(np.zeros((0, 3)), np.zeros(0)))');
    expect([found.loss?.[0], found.gradient?.length]).toEqual([0, 0]);
  });
});
