import { compileLoss, type Instruction, type Program } from '@lossmith/core/backend';
import { describe, expect, test } from 'vitest';
import { links, losses } from './index.js';
import { arithmeticOf, isMask, narrows } from './narrowing.js';
import { wasmBackend } from './wasm-backend.js';

const step = (op: Instruction['op'], ...args: number[]): Instruction => ({ op, args, axes: '' });
const programOf = (instructions: readonly Instruction[]) => ({ instructions }) as Program;

describe('the arithmetic of instructions', () => {
  const program = programOf([
    step('input'),
    step('constant'),
    step('narrow', 0),
    step('multiply', 2, 1),
    step('multiply', 2, 0),
    step('less', 2, 1),
    step('less', 0, 1),
    step('select', 6, 2, 3),
    step('select', 5, 2, 0),
    step('and', 5, 6),
    step('exp', 2),
    step('add', 1, 1),
  ]);
  const found = arithmeticOf(program, new Set([1, 11]));
  const inFloat32 = [...found.keys()].filter((place) => found[place] === 'float32');

  test('is float32 for what is narrowed, and for arithmetic on such values and shared ones alone', () => {
    expect(inFloat32).toEqual([2, 3, 5, 7]);
  });

  test('knows masks, those that are chosen among too', () => {
    const masks = programOf([...program.instructions, step('select', 5, 6, 9), step('select', 5, 2, 0)]);
    expect([...masks.instructions.keys()].filter((place) => isMask(masks, place))).toEqual([5, 6, 9, 12]);
  });
});

describe('what is narrowed', () => {
  const compiled = (loss: Parameters<typeof compileLoss>[1], arithmetic: 'float32' | 'float64') =>
    compileLoss(wasmBackend({ data: 'float32', arithmetic }), loss, { outputs: ['loss', 'gradient'] });

  test.each([
    ['sinh', losses.matching(links.sinh()), true],
    ['exp', losses.matching(links.exp()), true],
    ['its mirror', losses.matching(links.mirror(links.exp())), true],
    ['a sum of sinh and exp', losses.matching(links.sum([links.sinh(), links.exp()])), true],
    ['a sum with others', losses.matching(links.sum([links.sinh(), links.arctan()])), false],
    ['sigmoid', losses.matching(links.sigmoid()), false],
    ['squares of its differences', losses.linkSquared(links.sinh()), false],
    ['targets that are outputs', losses.matching(links.sinh(), { target: 'output' }), false],
    ['rows', losses.compositeSoftmax(links.exp(), { form: 'matching' }), false],
  ] as const)('%s', (_, loss, expected) => {
    expect(narrows(compiled(loss, 'float32'))).toBe(expected);
    expect(narrows(compiled(loss, 'float64'))).toBe(false);
  });

  test('float64 data are never narrowed', () => {
    const backend = wasmBackend({ data: 'float64', arithmetic: 'float64' });
    expect(narrows(compileLoss(backend, losses.matching(links.sinh()), { precision: 'float64' }))).toBe(false);
  });
});
