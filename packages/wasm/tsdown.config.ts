import { defineConfig, type UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

/** Modules of their own, which the index does not import: the second entry point, and the worker. */
const config: UserConfig = defineConfig({
  ...shared,
  entry: [...(shared.entry as string[]), 'src/backend.ts', 'src/worker.ts'],
});

export default config;
