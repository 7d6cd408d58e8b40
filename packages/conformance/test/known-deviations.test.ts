import { type HostInputs, referenceBackend } from '@lossmith/core/backend';
import { expect, test } from 'vitest';
import {
  type CheckOptions,
  checkBackend,
  float32Limits,
  float64Limits,
  type KnownDeviation,
  reportMarkdown,
  reportText,
} from '../src/index.js';
import { simpleBackend } from './simple-backend.js';
import { mapped } from './wrong/data.js';

const id = 'values/golden/matching(identity())';
const reason = 'its adder drops digits';
const reference = 'https://example.org/issues/1';
const deviation = (more: Partial<KnownDeviation> = {}): KnownDeviation => ({
  case: id,
  size: 60,
  reason,
  reference,
  ...more,
});

/** Everything is off by a ten-thousandth. */
const off = { results: (results: Parameters<typeof mapped>[0]) => mapped(results, (x) => x * 1.0001) };
const notANumber = { results: (results: Parameters<typeof mapped>[0]) => mapped(results, () => Number.NaN) };

const check = (
  changes: Parameters<typeof simpleBackend>[0],
  knownDeviations: readonly KnownDeviation[],
  options: CheckOptions = { only: id },
) => checkBackend(simpleBackend({ ...changes, subject: { knownDeviations } }), options);

/** A little more than the largest fault of an output, or of all. */
async function enough(output?: string): Promise<number> {
  const { cases } = await check(off, []);
  const faults = cases[0]?.faults.filter((found) => output === undefined || found.output === output) ?? [];
  return Math.ceil(Math.max(...faults.map(({ share }) => share)));
}

test('a fault that is covered passes, and is printed', async () => {
  const size = await enough();
  const report = await check(off, [deviation({ size })]);
  expect(report.passed).toBe(true);
  expect(report.cases.map(({ status }) => status)).toEqual(['deviates']);
  expect(reportText(report)).toContain(`× the bar, up to ${size} × known; ${reason} (${reference})`);
  expect(reportMarkdown(report)).toContain(`- \`${id}\`: up to ${size} × the bar. ${reason} (${reference}).`);
});

test('one of infinite size covers what is no number; one of finite size does not', async () => {
  expect((await check(notANumber, [deviation({ size: Number.POSITIVE_INFINITY })])).passed).toBe(true);
  expect((await check(notANumber, [deviation()])).passed).toBe(false);
});

test('one for an output covers that output alone', async () => {
  const { passed, cases } = await check(off, [deviation({ output: 'loss', size: await enough('loss') })]);
  expect(passed).toBe(false);
  expect(new Set(cases[0]?.faults.map(({ output }) => output))).toEqual(new Set(['gradient', 'hessian']));
});

test('several cover together what each does not', async () => {
  const outputs = ['loss', 'gradient', 'hessian'];
  const each = await Promise.all(outputs.map(async (output) => deviation({ output, size: await enough(output) })));
  expect((await check(off, each)).passed).toBe(true);
});

test('one smaller than the fault fails, with the fault', async () => {
  const { passed, cases } = await check(off, [deviation({ size: 1.5 })]);
  expect(passed).toBe(false);
  expect(cases[0]?.faults[0]?.message).toMatch(/loss at ŝ = .* is .*, exactly .* ulp off, .* allowed/);
});

test('one of more than twice the size that is needed fails and says what is measured', async () => {
  const { passed, cases } = await check(off, [deviation({ size: 1e6 })]);
  expect(passed).toBe(false);
  expect(cases[0]?.faults[0]?.message).toMatch(
    /allows 1000000 × the bar, more than twice the [\d.]+ × measured: lower it/,
  );
});

test('one that is no longer needed fails and says so', async () => {
  const { passed, cases } = await check({}, [deviation()]);
  expect(passed).toBe(false);
  expect(cases[0]?.faults.map(({ message }) => message)).toEqual([
    'the known deviation (all outputs, 60 ×) is no longer needed: delete it',
  ]);
});

test('one that names a case that does not exist fails, whatever part of the kit is run', async () => {
  const { passed, cases } = await check({}, [deviation({ case: 'values/golden/matching(cosh())' })]);
  expect(passed).toBe(false);
  expect(cases[0]?.id).toBe('values/golden/matching(cosh())');
  expect(cases[0]?.faults[0]?.message).toBe('a known deviation names this case, which does not exist');
});

test('one of a case that is not run is left alone', async () => {
  expect((await check({}, [deviation()], { only: 'values/golden/matching(tanh())' })).passed).toBe(true);
});

test('float32 backends are granted nothing by the kit: the bars are enough', () => {
  expect(float32Limits).toEqual([]);
});

test('what every float64 backend may be off by is granted, and needed by the reference evaluator', async () => {
  const [limit] = float64Limits;
  const subject = {
    backend: referenceBackend(),
    run: (artifact: ReturnType<ReturnType<typeof referenceBackend>['emit']>, inputs: HostInputs) =>
      artifact.run(inputs),
    precision: 'float64' as const,
  };
  const options = { only: limit?.case as string };
  const granted = await checkBackend(subject, options);
  expect(granted.passed).toBe(true);
  expect(granted.cases.map(({ status }) => status)).toEqual(['deviates']);
  expect((await checkBackend({ ...subject, knownDeviations: float64Limits }, options)).passed).toBe(true);
});

test('what every float64 backend may be off by is not granted to float32', async () => {
  const [limit] = float64Limits;
  const { passed } = await check(off, [], { only: limit?.case as string });
  expect(passed).toBe(false);
});
