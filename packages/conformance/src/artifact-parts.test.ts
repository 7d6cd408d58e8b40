import { expect, test } from 'vitest';
import { partsOf } from './artifact-parts.js';

test('a text is its own only part', () => {
  expect(partsOf('fn loss()')).toEqual([{ path: '', value: 'fn loss()' }]);
});

test('texts and bytes are found in objects and lists, with the way to them', () => {
  const artifact = { shader: { code: 'a' }, stages: ['b', { code: 'c' }], bytes: Uint8Array.of(1, 2) };
  expect(partsOf(artifact)).toEqual([
    { path: '.shader.code', value: 'a' },
    { path: '.stages.0', value: 'b' },
    { path: '.stages.1.code', value: 'c' },
    { path: '.bytes', value: Uint8Array.of(1, 2) },
  ]);
});

test('views and buffers are seen byte by byte, from their own offset', () => {
  const { buffer } = Uint8Array.of(9, 1, 0, 2, 0, 9);
  expect(partsOf(new DataView(buffer, 1, 2))).toEqual([{ path: '', value: Uint8Array.of(1, 0) }]);
  expect(partsOf(new Float32Array([1]))).toEqual([{ path: '', value: Uint8Array.of(0, 0, 128, 63) }]);
  expect(partsOf(buffer)).toEqual([{ path: '', value: new Uint8Array(buffer) }]);
});

test('functions, objects of a runtime, numbers and nothing have no parts', () => {
  for (const artifact of [() => 'text', new Map([['a', 'b']]), 1, true, null, undefined])
    expect(partsOf(artifact)).toEqual([]);
});

test('what holds itself is looked at once', () => {
  const artifact: Record<string, unknown> = { code: 'a' };
  artifact.self = artifact;
  expect(partsOf(artifact)).toEqual([{ path: '.code', value: 'a' }]);
});
