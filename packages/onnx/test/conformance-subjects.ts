import { readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { large, whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

type Subject = (typeof subjects)[number];

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));

/** Calls `keep` with the bytes of every model that the kit has a backend emit. */
function recorded(subject: Subject, keep: (bytes: Uint8Array) => void): Subject {
  const emit = (program: Parameters<typeof subject.backend.emit>[0]) => {
    const artifact = subject.backend.emit(program) as { readonly bytes: Uint8Array };
    keep(artifact.bytes);
    return artifact;
  };
  return { ...subject, backend: { ...subject.backend, emit } };
}

/**
 * How much of the kit a subject is asked. A quick run leaves out float64, and asks values alone of float16. In the whole one,
 * float64 in WebAssembly has the quick cases, for onnxruntime-node has all of them: models have the same bytes, the runtime's
 * kernels the same source. LOSSMITH_LARGE and `pnpm accuracy` run all.
 */
function partFor({ backend, precision, storage }: Subject): { quick: boolean; only?: string } | undefined {
  if (!whole && precision === 'float64') return undefined;
  if (!whole && storage !== undefined) return { quick: true, only: 'values/' };
  return { quick: !whole || (precision === 'float64' && backend.name.includes('web') && !large) };
}

/** The kit on the runtimes whose name holds this text, in all precisions. */
export function testRuntime(name: string, keep: (bytes: Uint8Array) => void = () => undefined): void {
  subjects.forEach((subject, k) => {
    const part = partFor(subject);
    if (!subject.backend.name.includes(name) || part === undefined) return;
    testBackend(recorded(subject, keep), { ...part, accuracy: committed[k] as Accuracy });
  });
}
