import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

export default mergeConfig(shared, {
  // A bundler or an installation takes minutes on a machine that is busy with other tests.
  test: { globalSetup: './test/setup.ts', testTimeout: 900_000, hookTimeout: 900_000 },
});
