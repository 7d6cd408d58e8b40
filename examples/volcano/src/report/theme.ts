import { theme } from '@lossmith/cli/theme';
import type { SymbolType } from '@observablehq/plot';

export interface Look {
  /** A page may set the variable, a picture by itself takes what follows the comma. */
  readonly color: string;
  readonly dash: string;
  readonly symbol: SymbolType;
}

/** Contenders in the order of the theme's curves, and their signs. */
const symbols: Readonly<Record<string, SymbolType>> = {
  exp: 'triangle',
  target: 'square',
  larger: 'diamond',
  region: 'star',
  squared: 'circle',
  linkSquared: 'wye',
};

const names = Object.keys(symbols);

export function lookOf(contender: string): Look {
  const k = names.indexOf(contender);
  const color = `var(--${contender}, ${theme.light.series[k]})`;
  return { color, dash: theme.dashes[k]!, symbol: symbols[contender]! };
}

/** The same colours on a dark page. */
export const darkColors = names.map((name, k) => `--${name}: ${theme.dark.series[k]};`).join(' ');

/** Plot counts its clips over all pictures of a process; a file is to be the same whatever was drawn before. */
function renumbered(svg: string): string {
  const names = [...new Set(svg.match(/plot-clip-\d+/g))];
  return svg.replace(/plot-clip-\d+/g, (name) => `clip-${names.indexOf(name) + 1}`);
}

/** A picture that stands alone: with the colours themselves, which not every viewer looks up. */
export const standalone = (svg: string): string => renumbered(svg.replace(/var\(--[\w-]+, (#\w+)\)/g, '$1'));
