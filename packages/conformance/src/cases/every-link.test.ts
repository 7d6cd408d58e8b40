import { links } from '@lossmith/core';
import { expect, test } from 'vitest';
import { everyLink } from './every-link.js';

test('no kind of link is missing', () => {
  const kinds = everyLink.map(({ spec }) => spec.kind);
  // A link of one's own has a kind of its own.
  const all = Object.keys(links).filter((name) => !['sum', 'custom'].includes(name));
  expect([...kinds].sort()).toEqual([...all].sort());
});
