import { links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { compileWgsl } from './compile-wgsl.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));

describe('compileWgsl', () => {
  test('gives the same text and bindings for the same loss', () => {
    expect(compileWgsl(losses.matching(links.sinh({ rate: 0.5 })))).toEqual(compileWgsl(sinh));
  });

  test('says above the code what it computes', () => {
    const { code } = compileWgsl(sinh);
    expect(code).toContain('// {"kind":"matching","target":"score","link":{"kind":"sinh","rate":0.5}}');
    expect(code).toContain(
      '// ∂loss/∂ŝ = sinh((ŝ − link.center)·link.rate)·link.amplitude − sinh((s − link.center)·link.rate)·link.amplitude\n',
    );
  });

  test('brings only the functions it calls', () => {
    const { code } = compileWgsl(losses.matching(links.identity()), { outputs: ['gradient'], reduction: 'none' });
    expect(code.match(/^fn \w+/gm)).toEqual(['fn evaluate']);
    expect(compileWgsl(sinh).code).not.toContain('fn logarithm');
    expect(compileWgsl(losses.matching(links.power({ exponent: 1.3 }))).code).toContain('fn power');
  });

  test('lists buffers by name, number and contents, and the dispatches in order', () => {
    const { bindings, passes, parameters } = compileWgsl(losses.softmax({ target: 'label' }), {
      weight: true,
      mask: true,
    });
    expect(bindings.map(({ name, element }) => `${name} ${element}`)).toEqual([
      'call u32',
      'mask u32',
      'weight f32',
      'target u32',
      'predicted f32',
      'loss f32',
      'gradient f32',
      'partials f32',
    ]);
    expect(passes.map(({ entryPoint }) => entryPoint)).toEqual([
      'weigh',
      'weigh_long_rows',
      'weigh_all',
      'evaluate',
      'evaluate_long_rows',
      'reduce_loss',
    ]);
    expect(parameters).toEqual([]);
  });

  test('leaves parameters open if asked to, in one buffer', () => {
    const { bindings, parameters } = compileWgsl(sinh, { parameters: 'inputs' });
    expect(parameters).toContainEqual({ name: 'link.rate', value: 0.5 });
    expect(bindings.filter(({ role }) => role === 'parameters')).toHaveLength(1);
  });

  test('needs no more buffers than every device has', () => {
    const options = {
      outputs: ['loss', 'gradient', 'hessian'],
      weight: true,
      mask: true,
      parameters: 'inputs',
    } as const;
    for (const reduction of ['none', 'mean'] as const) {
      const { bindings, passes } = compileWgsl(losses.softmax(), { ...options, reduction });
      const storage = new Set(bindings.filter(({ type }) => type !== 'uniform').map(({ binding }) => binding));
      for (const pass of passes) expect(pass.bindings.filter((one) => storage.has(one)).length).toBeLessThanOrEqual(8);
    }
  });

  test('holds a constant apart that a compiler would put together with another', () => {
    const { code } = compileWgsl(losses.matching(links.exp({ center: 0.1 })));
    expect(code).toMatch(/- 0\.1f - from_bits\(0x/);
  });
});
