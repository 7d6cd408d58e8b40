import { defineConfig, type UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

/** The worker is a module of its own, which nothing imports. */
const config: UserConfig = defineConfig({ ...shared, entry: [...(shared.entry as string[]), 'src/worker.ts'] });

export default config;
