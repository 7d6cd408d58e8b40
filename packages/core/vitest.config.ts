import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Core has no state: its tests share a process, and load each module once. That saves a third of their time.
const config: ViteUserConfig = mergeConfig(shared, { test: { isolate: false } });

export default config;
