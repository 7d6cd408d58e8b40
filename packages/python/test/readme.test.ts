import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePython, links, losses } from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the file that README.md shows is what is written', () => {
  const shown = /<!-- file: exp_loss\.py -->\n```python\n([\s\S]*?)```/.exec(readme)?.[1];
  const loss = losses.matching(links.exp({ rate: 0.8 }));
  const { source } = compilePython(loss, { library: 'numpy' });
  expect(shown).toBe(source);
  expect(compilePython(loss, { library: 'numpy' }).source).toBe(source);
});
