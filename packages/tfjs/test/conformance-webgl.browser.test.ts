import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import accuracy from '../accuracy-webgl.json' with { type: 'json' };
import webgl from '../conformance/webgl.mjs';

/** A quick run has the operations one by one: shaders for each shape, made and run on the CPU, take minutes for the rest. */
testBackend(
  webgl,
  whole ? { accuracy: accuracy[0] as unknown as Accuracy } : { quick: true, only: 'values/operation ' },
);
