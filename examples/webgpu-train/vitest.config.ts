import { playwright } from '@vitest/browser-playwright';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { nodeAndChromium } from '../../vitest.browser.ts';
import shared, { provide } from '../../vitest.shared.ts';

const config: ViteUserConfig = mergeConfig(shared, {
  // A quick run has no browser, and this example no other tests.
  test: { passWithNoTests: !provide.whole, projects: nodeAndChromium(playwright, ['test/*.browser.test.ts']) },
});

export default config;
