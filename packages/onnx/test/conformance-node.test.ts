import { afterAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { modelChecker } from './checker.ts';
import { testRuntime } from './conformance-subjects.ts';

const checker = modelChecker();
afterAll(() => checker.remove());

testRuntime('node', checker.keep);

test("the models of the kit pass ONNX's checker with full shape inference", { timeout: 600_000 }, ({ skip }) => {
  checker.skipIfAbsent(skip);
  const { checked, faults } = checker.check();
  expect(faults).toEqual([]);
  expect(checked).toBeGreaterThan(whole ? 500 : 150);
});
