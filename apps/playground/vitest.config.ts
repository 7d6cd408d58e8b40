import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';
import { flights } from './flights-plugin.ts';

const config: ViteUserConfig = mergeConfig(shared, {
  plugins: [flights()],
  // A busy machine takes its time to answer the mouse.
  test: { expect: { poll: { timeout: 60_000 } } },
});

export default config;
