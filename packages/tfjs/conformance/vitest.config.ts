import { playwright } from '@vitest/browser-playwright';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { nodeAndChromium } from '../../../vitest.browser.ts';
import shared from '../../../vitest.shared.ts';

/** What measures in Chromium and writes figures: no test of the package. */
const config: ViteUserConfig = mergeConfig(shared, {
  test: { projects: nodeAndChromium(playwright, ['conformance/*.browser.ts']) },
});

export default config;
