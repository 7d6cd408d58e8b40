import { afterAll, describe, expect, test } from 'vitest';
import { type Loss, links, losses } from '../src/index.js';
import { pythonFor } from './python.ts';

const python = pythonFor('numpy', 'xgboost');
afterAll(() => python?.stop());
const exp = losses.matching(links.exp({ rate: 0.8 }));
const pairs = losses.pairwise(links.sigmoid(), { target: 'relevance' });

describe.skipIf(python === undefined)('what boosters are handed', () => {
  const run = (loss: Loss, lines: string) =>
    (python as NonNullable<typeof python>).run(loss, { library: 'numpy' }, `import xgboost\n${lines}`);

  test('XGBoost trains with it, and its mean loss falls', async () => {
    const lines = `x = np.linspace(-1, 1, 64).reshape(-1, 1)
matrix = xgboost.DMatrix(x, label=x[:, 0] ** 2, weight=np.full(64, 2.0))
history = {}
xgboost.train({"max_depth": 3, "nthread": 1, "disable_default_eval_metric": 1}, matrix, 10, obj=module.xgboost_objective,
    custom_metric=module.xgboost_metric, evals=[(matrix, "train")], evals_result=history, verbose_eval=False)
results["losses"] = history["train"]["lossmith"]`;
    const found = Array.from((await run(exp, lines)).losses as ArrayLike<number>);
    expect(found).toHaveLength(10);
    expect(found[9]).toBeLessThan((found[0] as number) / 5);
  });

  test('groups become lists, as if each were given alone', async () => {
    const lines = `p, y = np.array([1.0, 2.0, 0.5, 0.1, 0.3]), np.array([0, 1, 2, 1, 0])
matrix = xgboost.DMatrix(np.zeros((5, 1)), label=y)
matrix.set_group([3, 2])
g, h = module.xgboost_objective(p, matrix)
one, two = module.evaluate(p[None, :3], y[None, :3], reduction="none"), module.evaluate(p[None, 3:], y[None, 3:], reduction="none")
results["error"] = np.abs(g - np.concatenate([one["gradient"][0], two["gradient"][0]])).max()
results["least"] = h.min()
light = module.lightgbm_objective(y, p, None, np.array([3, 2]))
results["light"] = np.abs(light[0] - g).max() + np.abs(light[1] - h).max()`;
    const found = await run(pairs, lines);
    expect([found.error?.[0], found.light?.[0]]).toEqual([0, 0]);
    expect(found.least?.[0]).toBeGreaterThan(0);
  });

  test('hessians are never too small, and of weight 0 nothing', async () => {
    const lines = `g, h = module.lightgbm_objective(np.zeros(3), np.array([-200.0, 0.0, 1.0]), np.array([2.0, 1.0, 0.0]))
results["h"] = h`;
    const h = (await run(exp, lines)).h as Float64Array;
    expect(h[0]).toBe(2e-6);
    expect(h[1]).toBeCloseTo(0.8, 12);
    expect(h[2]).toBe(0);
  });

  test('the scorer is minus the mean loss of what a model predicts', async () => {
    const lines = `class Model:
    def predict(self, X):
        return X[:, 0]
X, y = np.array([[1.0], [2.0]]), np.array([0.5, 2.5])
results["pair"] = [module.sklearn_scorer(Model(), X, y), -module.loss(X[:, 0], y)]`;
    const { pair } = await run(exp, lines);
    expect(pair?.[0]).toBe(pair?.[1]);
  });

  test('lists need groups that have all rows', async () => {
    await expect(run(pairs, 'module.lightgbm_objective(np.zeros(3), np.zeros(3))')).rejects.toThrow('needs groups');
    const call = 'module.lightgbm_objective(np.zeros(3), np.zeros(3), None, [2])';
    await expect(run(pairs, call)).rejects.toThrow('groups have 2 rows, expected 3');
  });
});
