import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expressions, type Loss, links, losses, parseLoss } from '@lossmith/core';
import { definitions } from '@lossmith/core/family';
import { afterAll, expect, test } from 'vitest';
import { javascriptOf } from './javascript.js';

const results = fileURLToPath(new URL('../.results', import.meta.url));
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(results, 'javascript-'));
afterAll(() => rmSync(folder, { recursive: true }));

const knots = [
  [0, 0],
  [1, 2],
] as const;
const special: Readonly<Record<string, object>> = {
  power: { exponent: 3 },
  clip: { threshold: 2 },
  piecewiseLinear: { knots },
  monotoneCubic: { knots },
  fromSensitivity: { floor: 0.5, regions: [{ from: 1, gain: 2, softness: 0.5 }] },
};
const composed = ['sum', 'mirror', 'custom'];
const simple = Object.entries(links).filter(([kind]) => !composed.includes(kind));
const everyLink = links.sum(
  simple.map(([kind, make]) =>
    links.mirror(
      (make as (options: object) => ReturnType<typeof links.exp>)({ ...special[kind], rate: 2, center: -1 }),
    ),
  ),
  { amplitude: 3 },
);

const exp = links.exp({ rate: 0.5 });
const everyLoss: readonly Loss[] = [
  losses.matching(everyLink),
  losses.matching(links.sigmoid(), { target: 'output' }),
  losses.perClass(links.tanh()),
  losses.linkSquared(links.sinh({ rate: 0.5 })),
  losses.weightedSquared(links.exp(), { at: 'larger' }),
  losses.softmax({ temperature: 2, target: 'label' }),
  losses.softmax(),
  losses.compositeSoftmax(exp, { form: 'matching' }),
  losses.pairwise(links.sinh(), { target: 'relevance', output: 1, pairWeight: 'lambda' }),
  losses.pairwiseComposite(exp, { form: 'divergence', target: 'relevance' }),
  losses.preference(links.identity({ amplitude: 200 }), { target: 'gap', gap: 0.5, transform: exp }),
  losses.distillation({ temperature: 2, transform: exp, form: 'divergence' }),
  losses.listMle({ transform: exp }),
  losses.matching(links.custom({ h: expressions.exp(expressions.z) })),
];

async function made(loss: Loss, name: string): Promise<Loss> {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, javascriptOf(loss));
  return (await import(pathToFileURL(file).href)).loss;
}

test.each(everyLoss.map((loss, k) => [loss.spec.kind, k, loss] as const))(
  '%s %#: the module makes the loss again',
  async (_, k, loss) => {
    expect((await made(loss, String(k))).spec).toEqual(loss.spec);
  },
);

test('every kind of loss that can be read is among these', () => {
  const kinds = new Set(everyLoss.map(({ spec }) => spec.kind));
  expect(definitions.map(({ kind }) => kind).filter((kind) => !kinds.has(kind))).toEqual([]);
});

test('imports only what it uses, from the package asked for', () => {
  expect(javascriptOf(parseLoss({ kind: 'softmax' }), '@lossmith/wasm')).toBe(
    "import { softmax } from '@lossmith/wasm/losses';\n\nexport const loss = softmax({ target: 'score' });\n",
  );
});

test.each([
  ['a package that is not ours', '@evil/core', {}, 'option package: @evil/core is unknown; use @lossmith/core, '],
  ['an option of compiled files', '@lossmith/core', { reduction: 'sum' }, 'option reduction: has no meaning for js'],
])('refuses %s', (_, name, options, message) => {
  expect(() => javascriptOf(losses.softmax(), name, options)).toThrow(message);
});
