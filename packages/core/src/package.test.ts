import { readdirSync, readFileSync } from 'node:fs';
import * as core from '@lossmith/core';
import * as backend from '@lossmith/core/backend';
import { printLoss } from '@lossmith/core/print';
import { describe, expect, test } from 'vitest';

const dist = new URL('../dist/', import.meta.url);
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

describe('the built package', () => {
  test('runs the example of its documentation', () => {
    const loss = core.losses.matching(core.links.sinh({ rate: 0.5, center: 3 }));
    const { gradient } = core.evaluate(loss, { predicted: [1, 2], target: [1.5, 2] });
    expect(gradient[0]).toBeCloseTo(Math.sinh(-1) - Math.sinh(-0.75), 15);
    expect(printLoss(loss).gradient).toBe('sinh((ŝ − 3)·0.5) − sinh((s − 3)·0.5)');
    expect(
      backend.compileFor(backend.referenceBackend(), backend.lossOutputs(loss, ['loss'], { weight: false }), {
        precision: 'float64',
      }).version,
    ).toBe(1);
  });

  test('offers only what is documented', () => {
    expect(Object.keys(core.losses).sort()).toEqual([
      'compositeSoftmax',
      'distillation',
      'linkSquared',
      'listMle',
      'matching',
      'pairwise',
      'pairwiseComposite',
      'perClass',
      'preference',
      'softmax',
      'weightedSquared',
    ]);
    expect(Object.keys(core.links)).toHaveLength(18);
  });

  test('never makes code from text, so that it runs under a strict content-security policy', () => {
    expect(files.length).toBeGreaterThan(40);
    for (const name of files) {
      expect(readFileSync(new URL(name, dist), 'utf8'), name).not.toMatch(/\beval\s*\(|new Function\b|import\s*\(/);
    }
  });

  test('has no dependency at run time', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(manifest.dependencies ?? {}).toEqual({});
    for (const name of files) {
      expect(readFileSync(new URL(name, dist), 'utf8'), name).not.toMatch(/from ["'](?!\.)/);
    }
  });

  test('losses and links are frozen', () => {
    const loss = core.losses.softmax();
    for (const part of [
      loss,
      loss.spec,
      loss.expressions,
      loss.expressions.loss,
      core.links.exp(),
      core.links.exp().spec,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('a loss is plain data: it survives being copied', () => {
    const loss = structuredClone(core.losses.matching(core.links.tanh()));
    expect(core.evaluate(loss, { predicted: [1], target: [1] }).loss[0]).toBe(0);
  });
});
