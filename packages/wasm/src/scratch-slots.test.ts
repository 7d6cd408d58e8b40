import { type Loss, links, losses } from '@lossmith/core';
import { compileLoss, loopsOf } from '@lossmith/core/backend';
import { expect, test } from 'vitest';
import { compileWasm } from './compile-wasm.js';
import { neededIn, scratchSlots } from './scratch-slots.js';
import { wasmBackend } from './wasm-backend.js';

const backend = wasmBackend({ data: 'float32', arithmetic: 'float64' });
const examples = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });
const program = compileLoss(backend, examples, { outputs: ['loss', 'gradient'], precision: 'float32' });

test('costly values that several loops along a row need are kept, each once', () => {
  const kept = scratchSlots(program);
  expect(kept.size).toBeGreaterThan(2);
  expect([...kept.values()]).toEqual([...kept.keys()].map((_, slot) => slot));
  const ops = [...kept.keys()].map((place) => program.instructions[place]?.op);
  expect(ops).toEqual(expect.arrayContaining(['exp', 'gammaP1']));
});

test('what is kept, some later loop reads', () => {
  const kept = scratchSlots(program);
  const [stored, read] = [new Set<number>(), new Set<number>()];
  for (const loop of loopsOf(program).steps) {
    if (loop.kind !== 'loop') continue;
    const here = [...neededIn(program, loop, stored)].filter((place) => kept.has(place));
    for (const place of here) (stored.has(place) ? read : stored).add(place);
  }
  expect([...read].sort()).toEqual([...kept.keys()].sort());
});

test('what only kept values need is not worked out again', () => {
  const loops = loopsOf(program).steps.flatMap((step) => (step.kind === 'loop' ? [step] : []));
  const last = loops[loops.length - 1] as (typeof loops)[number];
  const again = neededIn(program, last, new Set());
  const rest = neededIn(program, last, new Set(scratchSlots(program).keys()));
  expect(rest.size).toBeLessThan(again.size);
});

test('modules of class losses ask for room to work in, those of scores do not', () => {
  const scratchOf = (loss: Loss) => compileWasm(loss).regions.find(({ kind }) => kind === 'scratch');
  expect(scratchOf(examples)?.count).toBeGreaterThan(0);
  expect(scratchOf(losses.matching(links.sigmoid()))).toBeUndefined();
});
