import type { UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

const config: UserConfig = {
  ...shared,
  entry: ['src/index.ts', 'src/attach.ts', 'src/training.ts'],
};

export default config;
