import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { compilePython, evaluate, type Loss, links, losses } from '../src/index.js';
import { argumentsOf, cases, pythonOf } from './cases.ts';
import { allFamilies } from './families.ts';
import { pythonFor } from './python.ts';

const python = pythonFor('numpy', 'torch');
afterAll(() => python?.stop());
const exp = losses.matching(links.exp({ rate: 0.8 }));
const sinh = losses.matching(links.sinh());
const label = losses.softmax({ target: 'label' });

test('the precision of a file for PyTorch is that of its data', () => {
  const options = { library: 'torch', precision: 'float64' } as const;
  expect(() => compilePython(exp, options)).toThrow('option precision: cannot be "float64"; leave it out');
});

describe.skipIf(python === undefined)('a file for PyTorch', () => {
  const run = (loss: Loss, lines: string, options: object = {}) =>
    (python as NonNullable<typeof python>).run(loss, { library: 'torch', ...options }, `import torch\n${lines}`);
  const raises = (loss: Loss, call: string, options: object = {}) => expect(run(loss, call, options)).rejects;
  const tensor = (value: unknown) => `torch.tensor(${pythonOf(value)}, dtype=torch.float64)`;

  test.each(cases)('gives what the reference evaluator gives: %s', async (_, loss, data) => {
    const { predicted, ...others } = data as { predicted: unknown };
    const options = { outputs: ['loss', 'gradient', 'hessian'] };
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      const expected = evaluate(loss, data as never, { reduction });
      const lines = `p = ${tensor(predicted)}.requires_grad_()
found = module.evaluate(p, ${argumentsOf(others, tensor)}, reduction="${reduction}")
results.update({name: values.detach() for name, values in found.items()})
module.Loss("${reduction}")(p, ${argumentsOf(others, tensor)}).sum().backward()
results["slope"] = p.grad`;
      const found = await run(loss, lines, options);
      const all = { ...expected, slope: expected.gradient };
      for (const name of ['loss', 'gradient', 'hessian', 'slope'] as const) {
        expect(found[name]).toHaveLength(all[name].length);
        for (const [k, value] of all[name].entries()) expect(found[name]?.[k]).toBeCloseTo(value, 12);
      }
    }
  });

  /** Data for a loss, of four examples of three items. */
  const random = ({ inputs, axes, items = 3 }: Loss) =>
    inputs.map(({ name, kind, axes: own }) => {
      const shape = own === '' ? '4' : `4, ${items}`;
      if (kind === 'label') return `${name}=torch.tensor([0, 1, 2, 1])`;
      if (kind === 'probability') return `${name}=torch.softmax(torch.randn(${shape}), 1)`;
      if (kind === 'output' || name === 'weight') return `${name}=torch.rand(${shape}) * 0.8 + 0.1`;
      if (kind === 'number' && name === 'target' && axes === 'i' && own === 'i')
        return `${name}=torch.tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 3.0]])`;
      return `${name}=torch.randn(${shape})`;
    });

  const some = ['matching sinh', 'softmax label', 'pairwise sigmoid'];
  const checked = Object.entries(allFamilies).filter(([name]) => whole || some.includes(name));
  test.each(checked)('derivatives of both orders pass gradcheck and gradgradcheck: %s', async (_, loss) => {
    const lines = `torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
data = dict(${random(loss).join(', ')})
torch.set_default_dtype(torch.float32)
p = data.pop("predicted").requires_grad_()
weight = torch.tensor([1.0, 0.5, 0.0, 2.0])
for chunk in (module.CHUNK, 4):
    module.CHUNK = chunk
    for reduction in ("none", "mean"):
        f = lambda x: module.Loss(reduction)(x, weight=weight, **data)
        assert torch.autograd.gradcheck(f, (p,))
        assert torch.autograd.gradgradcheck(f, (p,))
results["done"] = 1.0`;
    expect((await run(loss, lines)).done?.[0]).toBe(1);
  });

  test('PyTorch takes further derivatives from the second one', async () => {
    const lines = `p = torch.tensor([0.5, -2.0], dtype=torch.float64).requires_grad_()
g, = torch.autograd.grad(module.loss(p, torch.zeros(2), reduction="sum"), p, create_graph=True)
h, = torch.autograd.grad(g.sum(), p, create_graph=True)
results["third"], = torch.autograd.grad(h.sum(), p)`;
    const { third } = await run(sinh, lines);
    expect(third?.[0]).toBeCloseTo(Math.sinh(0.5), 14);
    expect(third?.[1]).toBeCloseTo(Math.sinh(-2), 14);
  });

  test('results have the type of the scores, and of half precision float32', async () => {
    const lines = `torch.manual_seed(0)
p, t = torch.randn(64), torch.randn(64)
for k, dtype in enumerate((torch.float16, torch.bfloat16)):
    x, y = p.to(dtype).requires_grad_(), t.to(dtype)
    value = module.loss(x, y)
    value.backward()
    whole = x.detach().float().requires_grad_()
    same = module.loss(whole, y.float())
    same.backward()
    assert value.dtype == torch.float32 and x.grad.dtype == dtype
    assert value == same and torch.equal(x.grad, whole.grad.to(dtype))
assert module.loss(p.double(), t).dtype == torch.float64
assert module.loss([1, 2], [0, 0]).dtype == torch.float32
results["done"] = 1.0`;
    expect((await run(sinh, lines)).done?.[0]).toBe(1);
  });

  test('autocast changes nothing', async () => {
    const lines = `torch.manual_seed(0)
p, t = torch.randn(8, 5).requires_grad_(), torch.randint(5, (8,))
module.loss(p, t).backward()
g = p.grad.clone()
p.grad = None
with torch.autocast("cpu", dtype=torch.bfloat16):
    value = module.loss(p, t)
value.backward()
results["same"] = torch.equal(g, p.grad) and value.dtype == torch.float32`;
    expect((await run(label, lines)).same?.[0]).toBe(1);
  });

  test('one module serves several threads, as DataParallel has it, and goes through copy and pickle', async () => {
    const lines = `import copy, pickle
from concurrent.futures import ThreadPoolExecutor
torch.manual_seed(0)
p, t = torch.randn(4, 1000), torch.randn(4, 1000)
mean = module.Loss()
def gradient(k):
    x = p[k].clone().requires_grad_()
    torch.nn.DataParallel(copy.deepcopy(mean))(x, t[k]).backward()
    return x.grad
with ThreadPoolExecutor(4) as pool:
    found = list(pool.map(gradient, range(4)))
results["same"] = all(torch.equal(found[k], gradient(k)) for k in range(4))
results["pickled"] = pickle.loads(pickle.dumps(mean)).reduction == "mean"`;
    const found = await run(sinh, lines);
    expect([found.same?.[0], found.pickled?.[0]]).toEqual([1, 1]);
  });

  test('torch.jit.trace takes it as it is', async () => {
    const lines = `traced = torch.jit.trace(module.Loss("none"), (torch.ones(3), torch.zeros(3)))
p, t = torch.tensor([0.5, 1.0, -2.0]), torch.tensor([0.0, 3.0, 1.0])
results["same"] = torch.equal(traced(p, t), module.Loss("none")(p, t))`;
    expect((await run(sinh, lines)).same?.[0]).toBe(1);
  });

  test('chunks give what all gives at once', async () => {
    const lines = `torch.manual_seed(0)
p, t = torch.randn(7, 5, dtype=torch.float64), torch.randint(5, (7,))
w = torch.rand(7)
def all_of():
    x = p.clone().requires_grad_()
    found = module.evaluate(x, t, w, reduction="none")
    found["loss"].sum().backward()
    return found["loss"].detach(), found["gradient"], x.grad
once = all_of()
module.CHUNK = 10
results["same"] = all(torch.equal(x, y) for x, y in zip(once, all_of()))`;
    expect((await run(label, lines)).same?.[0]).toBe(1);
  });

  test('shards with Σw give the mean over all', async () => {
    const lines = `torch.manual_seed(0)
p, t, w = torch.randn(9, dtype=torch.float64), torch.randn(9), torch.rand(9)
parts = [module.evaluate(p[k:k + 4], t[k:k + 4], w[k:k + 4], reduction="sum", outputs=("loss", "weight")) for k in (0, 4, 8)]
total = sum(part["weight"] for part in parts)
results["error"] = (sum(part["loss"] for part in parts) / total - module.loss(p, t, w)).abs()`;
    expect((await run(sinh, lines)).error?.[0]).toBeLessThan(1e-15);
  });

  test('what is masked, or has weight 0, is never looked at', async () => {
    const lines = `n = float("nan")
p = torch.tensor([1, n, 2, n]).requires_grad_()
module.loss(p, torch.tensor([0, 5, n, 0]), torch.tensor([1.0, -1, 0, 0]), torch.tensor([True, False, True, True])).backward()
results["g"] = p.grad
results["one"] = module.gradient([1.0], [0.0])`;
    const { g, one } = await run(exp, lines);
    expect(Array.from(g as Float64Array)).toEqual([one?.[0], 0, 0, 0]);
  });

  test('no examples are no loss', async () => {
    const lines = `p = torch.zeros(0, 3).requires_grad_()
value = module.loss(p, torch.zeros(0))
value.backward()
results["loss"] = value.detach()
results["shape"] = p.grad.shape`;
    const found = await run(label, lines);
    expect([found.loss?.[0], Array.from(found.shape ?? []).map(Number)]).toEqual([0, [0, 3]]);
  });

  test('open parameters are arguments of the module', async () => {
    const lines =
      'results["g"] = module.gradient([1.0, 1.0], [0.0, 0.0], link_rate=torch.tensor([1.0, 2.0]), reduction="none")\nresults["loss"] = module.Loss()(torch.ones(1), torch.zeros(1), link_rate=2.0)';
    const found = await run(exp, lines, { parameters: 'inputs' });
    expect(found.g?.[0]).toBeCloseTo(Math.E - 1, 6);
    expect(found.g?.[1]).toBeCloseTo(Math.exp(2) - 1, 5);
    expect(found.loss?.[0]).toBeCloseTo((Math.exp(2) - 3) / 2, 5);
  });

  describe('refuses, saying what and where', () => {
    const t = 'torch.tensor';
    test.each([
      [exp, `module.loss(${t}([1.0, 2]), ${t}([1.0]))`, 'ValueError: target has shape (1,), expected (2,)'],
      [
        exp,
        `module.Loss()(${t}([[1.0, 2]]), ${t}([[1.0, 2]]), ${t}([1, 2]))`,
        'ValueError: weight has shape (2,), expected (1, 2) or its leading axes',
      ],
      [exp, `module.loss(${t}([1.0]), ${t}([1.0]), ${t}([-2.0]))`, 'ValueError: weight[0] is -2.0: give weights >= 0'],
      [exp, `module.Loss("median")(${t}([1.0]), ${t}([1.0]))`, "ValueError: reduction is 'median': give 'none'"],
      [
        label,
        `module.loss(${t}([[1.0, 2], [3, 4]]), ${t}([1, 2]))`,
        'target 2.0 of example 1 is no class that is kept',
      ],
      [label, `module.loss(${t}(1.0), ${t}(2))`, 'predicted has shape (), expected rows of items'],
      [
        losses.matching(links.sigmoid(), { target: 'output' }),
        `module.loss(${t}([1.0, 2]), ${t}([0.5, 1.5]))`,
        "target 1.5 of example 1 is outside the link's range",
      ],
      [
        losses.softmax({ target: 'probability' }),
        `module.loss(${t}([[1.0, 2]]), ${t}([[0.5, 0.75]]))`,
        'target [0.5, 0.75] of example 0 is no row of probabilities',
      ],
    ])('%#', async (loss, call, message) => {
      await raises(loss, call).toThrow(message);
    });
  });
});
