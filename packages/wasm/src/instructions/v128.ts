// Numbers of vector instructions, as `simd` takes them.

export const load = 0;
export const load32Splat = 9;
export const load64Splat = 10;
export const store = 11;
export const constant = 12;
export const shuffle = 13;
export const splat64 = 20;
export const extract64 = 33;
export const not = 77;
export const and = 78;
export const andNot = 79;
export const or = 80;
export const xor = 81;
export const select = 82;
export const anyTrue = 83;
export const store32Lane = 90;
export const store64Lane = 91;
export const load64Zero = 93;
export const demote = 94;
export const promote = 95;
