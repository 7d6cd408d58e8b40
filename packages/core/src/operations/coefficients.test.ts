import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cannotRegenerate, regenerated } from '../../../../scripts/regenerated.ts';

const home = new URL('../../', import.meta.url);

test('coefficients.ts is what scripts/coefficients.py makes', { timeout: 60_000 }, ({ skip }) => {
  const obstacle = cannotRegenerate();
  skip(obstacle !== undefined, obstacle);
  const file = 'src/operations/coefficients.ts';
  expect(readFileSync(new URL(file, home), 'utf8')).toBe(regenerated(home, file));
});
