import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';
import { flights } from './flights-plugin.ts';

const config: ViteUserConfig = mergeConfig(shared, { plugins: [flights()] });

export default config;
