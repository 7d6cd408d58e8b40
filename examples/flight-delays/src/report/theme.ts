import { theme } from '@lossmith/cli/theme';
import type { SymbolType } from '@observablehq/plot';

export interface Look {
  readonly color: string;
  readonly dash: string;
  readonly symbol: SymbolType;
}

/** The theme's curve of that number. */
const curve = (k: number, symbol: SymbolType): Look => ({
  color: theme.light.series[k]!,
  dash: theme.dashes[k]!,
  symbol,
});

export const looks: Readonly<Record<string, Look>> = {
  exp: curve(0, 'triangle'),
  reweighted: curve(1, 'square'),
  sigmoid: curve(2, 'diamond'),
  region: curve(3, 'star'),
  squared: curve(4, 'circle'),
  suggested: { color: theme.dark.series[0]!, dash: '12 3 3 3', symbol: 'wye' },
};

export const lookOf = (contender: string): Look => looks[contender]!;

export const REGION_FILL = theme.light.region;
export const REGION_TEXT = '#7a5200';
export const BAR_FILL = theme.light.data;
export const LATE_BAR_FILL = theme.light.series[1]!;
