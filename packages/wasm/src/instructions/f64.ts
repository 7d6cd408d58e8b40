import type { Code } from '../encoding.js';

// Instructions on single float64 numbers.

export const convert = (x: Code): Code => [...x, 0xb8];
export const store = (address: Code, value: Code): Code => [...address, ...value, 0x39, 0, 0];
