import { readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
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

/** The kit on the runtimes whose name holds this text, in all precisions; a quick run leaves out float64, and asks values alone of float16. */
export function testRuntime(name: string, keep: (bytes: Uint8Array) => void = () => undefined): void {
  subjects.forEach((subject, k) => {
    const { backend, precision } = subject;
    if (!backend.name.includes(name)) return;
    if (!whole && precision === 'float64') return;
    const part = whole || subject.storage === undefined ? {} : { only: 'values/' };
    testBackend(recorded(subject, keep), { quick: !whole, ...part, accuracy: committed[k] as Accuracy });
  });
}
