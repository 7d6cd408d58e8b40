import type { Code } from '../encoding.js';

// Instructions on single float64 numbers.

export const convert = (x: Code): Code => [...x, 0xb8];
export const add = (x: Code, y: Code): Code => [...x, ...y, 0xa0];
export const store = (address: Code, value: Code): Code => [...address, ...value, 0x39, 0, 0];
