import { describe, expect, test } from 'vitest';
import { compositeSoftmax } from '../losses/composite-softmax.js';
import { matching } from '../losses/matching.js';
import { compileLoss } from '../programs/compile-loss.js';
import type { Program } from '../programs/program.js';
import { referenceBackend } from '../reference/reference.js';
import * as links from './index.js';

const reference = referenceBackend();
/** A backend that narrows values, and works in float64 all the same. */
const narrowing = { ...reference, lowerings: { ...reference.lowerings, narrow: reference.lowerings.negate } };
const settings = { outputs: ['loss', 'gradient'], precision: 'float32' } as const;
const opsOf = ({ instructions }: Program) => instructions.map(({ op }) => op);

const placed = {
  sinh: links.sinh({ rate: 0.5, center: 1, amplitude: 3 }),
  exp: links.exp({ rate: 2, center: -0.25 }),
  'mirrored exp': links.mirror(links.exp({ rate: 0.7, amplitude: 0.1 })),
};
const scores = [-200, -60, -7.5, -3, -1.75, -1, -0.5, -1e-3, 0, 1e-9, 1e-3, 0.4, 0.9, 1, 1.75, 2.5, 6, 30, 170];
const pairs = scores.flatMap((z) => scores.map((s) => [z, s] as const));
const data = { predicted: pairs.map(([z]) => z), target: pairs.map(([, s]) => s) };

describe.each(Object.entries(placed))('the narrowed form of %s', (_, link) => {
  const loss = matching(link);
  const program = compileLoss(narrowing, loss, settings);

  test('is chosen where a backend narrows values, and leaves no trace where none does', () => {
    expect(opsOf(program)).toContain('narrow');
    const plain = compileLoss(reference, loss, settings);
    expect(opsOf(plain)).not.toContain('narrow');
    expect(plain.instructions.length).toBeLessThan(program.instructions.length);
  });

  test('gives what the general form does, within what its polynomials are off by', () => {
    const inputs = { examples: pairs.length, items: 1, data };
    const found = reference.emit(program).run(inputs);
    const general = reference.emit(compileLoss(reference, loss, { ...settings, precision: 'float64' })).run(inputs);
    for (const name of settings.outputs)
      pairs.forEach(([z, s], k) => {
        const [value, exact] = [found[name]?.[k] as number, general[name]?.[k] as number];
        expect(
          Math.abs(value - exact) <= 5e-8 * Math.abs(exact) || value === exact,
          `${name} of ${z} and ${s}: ${value} for ${exact}`,
        ).toBe(true);
      });
  });
});

test('rows are not narrowed: an error of one score is felt by all', () => {
  const loss = compositeSoftmax(links.exp(), { form: 'matching' });
  expect(opsOf(compileLoss(narrowing, loss, settings))).not.toContain('narrow');
});
