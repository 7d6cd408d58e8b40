import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileWasm, evaluate, links, losses, type MemoryRegion, type WasmOptions } from './index.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const exampleLosses = {
  sinh,
  sum: losses.matching(links.sum([links.sigmoid(), links.arctan({ center: 2 }), links.erf(), links.softplus()])),
  power: losses.matching(links.power({ exponent: 2.3 }), { target: 'output' }),
  softmax: losses.softmax({ target: 'label' }),
  composite: losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }),
};
const optionsTried: Readonly<Record<string, WasmOptions>> = {
  'float32 data': {},
  'float64 data': { data: 'float64', weight: true, outputs: ['loss', 'gradient', 'hessian'] },
  'float64 arithmetic': { precision: 'float64', reduction: 'none', mask: true, parameters: 'inputs' },
};

/** Debian's package wabt: an implementation of the format that is not V8's. */
const validator = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'wasm-validate'))
  .find((file) => existsSync(file));

function validateElsewhere(bytes: Uint8Array): void {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-wasm-'));
  const file = join(folder, 'module.wasm');
  try {
    writeFileSync(file, bytes);
    execFileSync(validator as string, [file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(Object.entries(optionsTried))('%s', (_, options) => {
  describe.each(Object.entries(exampleLosses))('%s', (__, loss) => {
    const { bytes } = compileWasm(loss, options);

    test('is a valid module, the same every time', () => {
      expect(WebAssembly.validate(bytes)).toBe(true);
      expect(compileWasm(loss, options).bytes).toEqual(bytes);
    });

    test('is valid for wabt too', ({ skip }) => {
      if (validator === undefined && process.env.CI) throw new Error("no wasm-validate: install Debian's wabt");
      skip(validator === undefined, "NO wasm-validate: install Debian's wabt");
      validateElsewhere(bytes);
    });
  });
});

describe('a module by itself', () => {
  const data = { predicted: [1, 2, 3], target: [0, 2, 5] };
  const addresses = (regions: readonly MemoryRegion[]) => regions.map((_, k) => 1024 + 256 * k);

  /** What a host in any language does: data into memory, a call, results out of memory. */
  function call(options: WasmOptions, numbers: readonly number[]) {
    const { bytes, regions } = compileWasm(sinh, options);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const { memory, run } = exports as { memory: WebAssembly.Memory; run(...args: number[]): void };
    const at = addresses(regions);
    const floats = (k: number) => new Float32Array(memory.buffer, at[k], 3);
    const doubles = (name: string) => {
      const k = regions.findIndex((region) => region.name === name);
      return new Float64Array(memory.buffer, at[k], numbers.length);
    };
    floats(0).set(data.predicted);
    floats(1).set(data.target);
    doubles('scalars').set(numbers);
    run(3, 1, ...at);
    return { total: doubles('total')[0], gradient: [...floats(regions.length - 1)] };
  }

  test('leaves the sum of the losses and the gradient by the factor', () => {
    const { total, gradient } = call({ reduction: 'mean' }, [1 / 3]);
    const expected = evaluate(sinh, data, { reduction: 'mean' });
    expect(total).toBeCloseTo((expected.loss[0] as number) * 3, 6);
    gradient.forEach((x, k) => {
      expect(x).toBeCloseTo(expected.gradient[k] as number, 6);
    });
  });

  test('takes open parameters behind the factor', () => {
    const { parameters } = compileWasm(sinh, { parameters: 'inputs' });
    const numbers = parameters.map((name) => ({ 'link.rate': 2, 'link.amplitude': 1, 'link.center': 0.5 })[name] ?? 0);
    const { gradient } = call({ reduction: 'sum', parameters: 'inputs' }, [1, ...numbers]);
    const expected = evaluate(sinh, data, { parameters: { 'link.rate': 2, 'link.center': 0.5 } }).gradient;
    gradient.forEach((x, k) => {
      expect(Math.abs(x / (expected[k] as number) - 1) || 0).toBeLessThan(1e-6);
    });
  });
});
