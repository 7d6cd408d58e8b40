import { meanOf } from '@lossmith-examples/volcano/interval';
import { expect, test } from 'vitest';
import { readAll } from '../read-all.js';
import { contenders } from './contenders.js';
import { valuesOf } from './tables.js';

const { words } = readAll();
const mean = (id: string) => meanOf(valuesOf(words, id, 'recall')).mean;
const told = (what: string) => contenders.filter((one) => one.told === what).map(({ id }) => mean(id).toFixed(3));

test('no trained student finds what it finds before training', () => {
  expect(mean('none').toFixed(3)).toBe('0.205');
  for (const { id } of contenders) expect(mean(id)).toBeLessThan(0.166);
});

test('losses told all similarities lie close together, those told the nearest word alone are worse', () => {
  expect([told('similarities').sort()[0], told('similarities').sort().at(-1)]).toEqual(['0.158', '0.165']);
  expect(told('nearest')).toEqual(['0.109', '0.115']);
});
