import { existsSync, readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { backend, run } from '../src/index.js';

/** Written by the script `accuracy`; from then on the figures are held to. */
const file = new URL('../accuracy.json', import.meta.url);
const [accuracy]: readonly Accuracy[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

testBackend({ backend, run, precision: 'float32' }, accuracy === undefined ? {} : { accuracy });
