import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import accuracy from '../accuracy-webgl.json' with { type: 'json' };
import webgl from '../conformance/webgl.mjs';

/**
 * A quick run has the quick cases of exact values: a shader per operation and shape, on the CPU, makes the others ten times as long as on
 * other backends.
 */
const cases = whole ? {} : { quick: true, only: 'values/' };

testBackend(webgl, { ...cases, accuracy: accuracy[0] as unknown as Accuracy });
