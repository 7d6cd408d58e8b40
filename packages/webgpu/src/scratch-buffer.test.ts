import { links, losses } from '@lossmith/core';
import { beforeAll, expect, test } from 'vitest';
import { testDevice } from '../test/gpu.ts';
import { compileWgsl } from './compile-wgsl.js';
import { requiredLimits } from './required-limits.js';
import { makeScratchBuffer } from './scratch-buffer.js';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const listMle = compileWgsl(losses.listMle());
const scratch = listMle.bindings.find(({ role }) => role === 'scratch');

test('modules list it with its numbers per item, only where pairs read something again', () => {
  expect(scratch).toMatchObject({ name: 'scratch', type: 'storage', element: 'f32', per: 'class', each: 4 });
  const rankNet = compileWgsl(losses.pairwise(links.sigmoid(), { target: 'relevance' }));
  expect(rankNet.bindings.map(({ role }) => role)).not.toContain('scratch');
  expect(makeScratchBuffer(device, rankNet).of({ examples: 2, items: 3 })).toBe(undefined);
});

test('a workgroup meets after each loop that fills it', () => {
  const filled = /\n {8}for .*?\n {8}}/gs;
  const long = listMle.code.slice(listMle.code.indexOf('fn evaluate_long_rows'));
  const writing = [...long.matchAll(filled)].filter(([loop]) => / scratch_data\[.*\] = /.test(loop));
  expect(writing.length).toBeGreaterThan(1);
  for (const { 0: loop, index } of writing)
    expect(long.slice(index + loop.length).trimStart()).toMatch(/^storageBarrier\(\);/);
});

test('grows with the calls, and is shared by smaller ones', () => {
  const memory = makeScratchBuffer(device, listMle);
  const large = memory.of({ examples: 10, items: 5 });
  expect(large?.size).toBe(4 * 4 * 10 * 5);
  expect(memory.of({ examples: 2, items: 5 })).toEqual({ buffer: large?.buffer, size: 4 * 4 * 2 * 5 });
  expect(memory.of({ examples: 20, items: 5 })?.buffer).not.toBe(large?.buffer);
  memory.dispose();
});

test('more than a device can bind is told, and asked for by requiredLimits', () => {
  const sizes = { examples: 10_000, items: 1000 };
  expect(() => makeScratchBuffer(device, listMle).of(sizes)).toThrow(
    /scratch \(10000 × 1000 numbers, 4 times\).*requiredLimits/s,
  );
  // A kernel has the temperature open, which makes two more values of items costly.
  expect(requiredLimits(losses.listMle(), sizes).maxStorageBufferBindingSize).toBe(6 * 4 * 10_000 * 1000);
});
