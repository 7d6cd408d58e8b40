/** Composite operations that neither library has, or has less accurate: functions of the module, made of core's expansions. */
export const helperNames = ['softplus', 'sigmoid', 'erf', 'erfc', 'gammaP2', 'gammaP1Integral'] as const;

export type HelperName = (typeof helperNames)[number];

export const isHelper = (name: string): name is HelperName => (helperNames as readonly string[]).includes(name);

/** Their names in Python, and what they are. */
export const helperTexts: Readonly<Record<HelperName, readonly [name: string, meaning: string]>> = {
  softplus: ['_softplus', 'log(1 + exp(x)).'],
  sigmoid: ['_sigmoid', '1 / (1 + exp(-x)).'],
  erf: ['_erf', 'The error function.'],
  erfc: ['_erfc', '1 - erf(x).'],
  gammaP2: ['_psi', '1 - (1 + x) * exp(-x) for x >= 0.'],
  gammaP1Integral: ['_chi', 'x - 1 + exp(-x) for x >= 0.'],
};

const others: Readonly<Record<string, string>> = { sum: '_sum', max: '_largest', lowest: '_lowest' };

/** What a helper is called in the module. */
export const helperName = (name: string): string => (isHelper(name) ? helperTexts[name][0] : (others[name] as string));
