import type { Dialect } from './dialect.js';

/** Composite operations that neither library has, or has less accurate: functions of the module, made of core's expansions, by what they are called and are. */
export const helperTexts = {
  softplus: ['_softplus', 'log(1 + exp(x)).'],
  sigmoid: ['_sigmoid', '1 / (1 + exp(-x)).'],
  erf: ['_erf', 'The error function.'],
  erfc: ['_erfc', '1 - erf(x).'],
  gammaP2: ['_psi', '1 - (1 + x) * exp(-x) for x >= 0.'],
  gammaP1Integral: ['_chi', 'x - 1 + exp(-x) for x >= 0.'],
} as const;

export type HelperName = keyof typeof helperTexts;

export const isHelper = (name: string): name is HelperName => name in helperTexts;

/** What others are called, which are written in the library's own words. */
const others: Readonly<Record<string, string>> = { sum: '_sum', max: '_largest', index: '_places', log1p: '_log1p' };

/** What a helper is called in the module. */
export const helperName = (name: string, { suffix = '' }: Dialect): string =>
  isHelper(name) ? `${helperTexts[name][0]}${suffix}` : (others[name] as string);
