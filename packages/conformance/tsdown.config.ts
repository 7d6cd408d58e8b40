import type { UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

const config: UserConfig = {
  ...shared,
  platform: 'node',
  fixedExtension: false,
  entry: ['src/index.ts', 'src/vitest.ts', 'src/cli.ts'],
};

export default config;
