import type { ProvidedContext } from 'vitest';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import type {} from './vitest.whole.ts';

/** What tests are told, read by `vitest.whole.ts`. Projects that do not extend this configuration hand it on themselves. */
export const provide: ProvidedContext = {
  whole: process.env.LOSSMITH_WHOLE === 'true',
  large: process.env.LOSSMITH_LARGE !== undefined,
};

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Generous, since other packages' tests run beside them.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: '100%',
    // Files share what they import, which takes tfjs and onnxruntime a third of the time; none leaves anything behind that another would see.
    isolate: false,
    provide,
    // Of all projects: Vitest reads it here alone. A busy machine takes minutes to start Chromium.
    browser: { connectTimeout: 300_000 },
    reporters: ['default', 'json'],
    outputFile: { json: '.results/vitest.json' },
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'], reporter: ['text', 'html'] },
  },
});

export default config;
