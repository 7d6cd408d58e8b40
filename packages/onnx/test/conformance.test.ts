import { readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { afterAll, expect, test } from 'vitest';
import subjects from '../conformance.mjs';
import { modelChecker } from './checker.ts';

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));
const checker = modelChecker();
afterAll(() => checker.remove());

/** Every model that the kit has a backend emit is kept for the official checker. */
function recorded(subject: (typeof subjects)[number]): typeof subject {
  const emit = (program: Parameters<typeof subject.backend.emit>[0]) => {
    const artifact = subject.backend.emit(program) as { readonly bytes: Uint8Array };
    checker.keep(artifact.bytes);
    return artifact;
  };
  return { ...subject, backend: { ...subject.backend, emit } };
}

subjects.forEach((subject, k) => {
  testBackend(recorded(subject), { accuracy: committed[k] as Accuracy });
});

test("the models of the kit pass ONNX's checker with full shape inference", { timeout: 600_000 }, ({ skip }) => {
  checker.skipIfAbsent(skip);
  const { checked, faults } = checker.check();
  expect(faults).toEqual([]);
  expect(checked).toBeGreaterThan(500);
});
