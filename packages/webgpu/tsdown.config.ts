import type { UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

const config: UserConfig = { ...shared, entry: [...(shared.entry as string[]), 'src/programs.ts'] };

export default config;
