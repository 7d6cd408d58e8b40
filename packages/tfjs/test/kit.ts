import { readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));

/** A quick run has each backend and each execution once. */
const quick = ['tfjs (cpu)', 'tfjs (wasm, by wasm)'];

/** The kit on one backend, on what is published. One test file for each, so that they lie on several cores. */
export function testSubject(name: string): void {
  const subject = subjects.find(({ backend }) => backend.name === name);
  const accuracy = committed.find(({ backend }) => backend === name);
  if (subject === undefined || accuracy === undefined) throw new Error(`no subject or no figures of '${name}'`);
  if (whole || quick.includes(name)) testBackend(subject, { quick: !whole, accuracy });
  else test.skip(`the kit on ${name}: in the whole run`);
}
