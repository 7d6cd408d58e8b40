import type { UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

const config: UserConfig = {
  ...shared,
  platform: 'node',
  fixedExtension: false,
  entry: ['src/index.ts', 'src/theme.ts', 'src/main.ts'],
};

export default config;
