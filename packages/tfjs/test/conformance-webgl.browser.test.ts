import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { large } from '../../../vitest.whole.ts';
import accuracy from '../accuracy-webgl.json' with { type: 'json' };
import webgl from '../conformance/webgl.mjs';

/** The operations one by one. The whole kit, by which the committed figures were made, takes a quarter of an hour where the CPU plays GPU: LOSSMITH_LARGE=1 runs it. */
testBackend(
  webgl,
  large ? { accuracy: accuracy[0] as unknown as Accuracy } : { quick: true, only: 'values/operation ' },
);
