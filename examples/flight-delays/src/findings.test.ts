import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import type { Run } from './experiment.js';
import { describeFindings } from './findings.js';
import type { Metrics } from './metrics.js';
import { summarize } from './summary.js';

const even: Metrics = { regionRmse: 2, restRmse: 1, falseAlarms: 0.1, found: 0.5, auc: 0.6 };

function findingsFor(changed: Readonly<Record<string, Partial<Metrics>>>): string {
  const runs = [1, 2].flatMap((seed) =>
    contenders.map(
      ({ id }): Run => ({ contender: id, seed, metrics: { ...even, ...changed[id] }, heldOutLoss: 1, bins: [] }),
    ),
  );
  return describeFindings(summarize(runs), runs).join('\n');
}

test('names whoever wins the region, with its price', () => {
  const text = findingsFor({ sigmoid: { regionRmse: 1, restRmse: 3, falseAlarms: 0.25 } });
  expect(text).toContain('“shifted sigmoid link” errs least (1.00); outside it has the largest error (3.00)');
  expect(text).toContain('takes 25.0 % of');
});

test('says so when squared error ranks best', () => {
  const text = findingsFor({ squared: { auc: 0.7 }, exp: { auc: 0.65 } });
  expect(text).toContain('“squared error” is best: AUC 0.700, ahead of 0.650 of “exp link” in 2 of 2 seeds.');
});

test('reports worse errors as readily as better ones', () => {
  const text = findingsFor({ exp: { regionRmse: 2.2 }, sigmoid: { regionRmse: 1 }, region: { restRmse: 0.5 } });
  expect(text).toContain('inside by −50 to +10 % and outside by −50 to +0 %');
});

test('points out models that never raise an alarm', () => {
  expect(findingsFor({})).not.toContain('silence');
  expect(findingsFor({ squared: { found: 0 } })).toContain('“squared error” predicts almost no flight over 30 minutes');
});
