import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { workerSourceFile } from '../scripts/worker-source.mjs';

test('worker-source.ts is what scripts/worker-source.mjs makes of worker.ts', async () => {
  expect(readFileSync(new URL('./worker-source.ts', import.meta.url), 'utf8')).toBe(await workerSourceFile());
});
