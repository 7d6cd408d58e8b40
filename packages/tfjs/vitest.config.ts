import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

const config: ViteUserConfig = mergeConfig(shared, {
  test: { onConsoleLog: (log: string) => !log.includes('install our node backend') },
});

export default config;
