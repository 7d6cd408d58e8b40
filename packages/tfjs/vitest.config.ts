import { playwright } from '@vitest/browser-playwright';
import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { nodeAndChromium } from '../../vitest.browser.ts';
import shared from '../../vitest.shared.ts';

const config: ViteUserConfig = mergeConfig(shared, {
  test: {
    onConsoleLog: (log: string) => !log.includes('install our node backend'),
    projects: nodeAndChromium(playwright, ['test/*.browser.test.ts']),
  },
});

export default config;
