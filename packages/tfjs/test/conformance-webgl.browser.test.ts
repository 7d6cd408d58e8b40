import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import accuracy from '../accuracy-webgl.json' with { type: 'json' };
import webgl from '../conformance/webgl.mjs';

testBackend(webgl, { quick: !whole, accuracy: accuracy[0] as unknown as Accuracy });
