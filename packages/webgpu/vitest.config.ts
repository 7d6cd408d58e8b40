import { playwright } from '@vitest/browser-playwright';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { nodeAndChromium } from '../../vitest.browser.ts';
import shared from '../../vitest.shared.ts';

const inBoth = [
  'src/create-kernel.test.ts',
  'src/memory-and-shapes.test.ts',
  'src/failures.test.ts',
  'test/conformance.test.ts',
];

const config: ViteUserConfig = mergeConfig(shared, {
  test: { projects: nodeAndChromium(playwright, [...inBoth, 'test/*.browser.test.ts']) },
});

export default config;
