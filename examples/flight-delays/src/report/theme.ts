import type { SymbolType } from '@observablehq/plot';

export interface Look {
  /** From the palettes of Okabe & Ito and of Tol, told apart with any colour vision. */
  readonly color: string;
  readonly dash: string;
  readonly symbol: SymbolType;
}

export const looks: Readonly<Record<string, Look>> = {
  squared: { color: '#555555', dash: '2 4', symbol: 'circle' },
  reweighted: { color: '#d98c00', dash: '8 4', symbol: 'square' },
  exp: { color: '#0072b2', dash: 'none', symbol: 'triangle' },
  sigmoid: { color: '#009e73', dash: '10 3 2 3', symbol: 'diamond' },
  region: { color: '#aa3377', dash: '5 2', symbol: 'star' },
  suggested: { color: '#56b4e9', dash: '12 3 3 3', symbol: 'wye' },
};

export const lookOf = (contender: string): Look => looks[contender]!;

export const REGION_FILL = '#fbeed3';
export const REGION_TEXT = '#7a5200';
export const BAR_FILL = '#b9c3cc';
export const LATE_BAR_FILL = '#d98c00';
