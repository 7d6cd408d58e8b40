import type { UserConfig } from 'tsdown';
import shared from '../../tsdown.shared.ts';

/** Files are written by Node's own modules, which no bundle can hold. */
const config: UserConfig = { ...shared, deps: { neverBundle: [/^node:/] } };

export default config;
