import { type Code, signed } from '../encoding.js';

// Instructions on integers of 32 bits. One name each, so that what a page does not use is left out of it.

export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add = (x: Code, y: Code): Code => [...x, ...y, 0x6a];
export const subtract = (x: Code, y: Code): Code => [...x, ...y, 0x6b];
export const multiply = (x: Code, y: Code): Code => [...x, ...y, 0x6c];
export const and = (x: Code, y: Code): Code => [...x, ...y, 0x71];
export const less = (x: Code, y: Code): Code => [...x, ...y, 0x49];
export const shiftLeft = (x: Code, count: number): Code => [...x, 0x41, count, 0x74];
