import type { SymbolType } from '@observablehq/plot';

export interface Look {
  /** From the palettes of Okabe & Ito and of Tol; a page may set the variable, a picture by itself takes what follows the comma. */
  readonly color: string;
  readonly dash: string;
  readonly symbol: SymbolType;
}

const looks: Readonly<Record<string, Look>> = {
  squared: { color: 'var(--squared, #555555)', dash: '2 4', symbol: 'circle' },
  target: { color: 'var(--target, #c47f00)', dash: '8 4', symbol: 'square' },
  exp: { color: 'var(--exp, #0072b2)', dash: 'none', symbol: 'triangle' },
  region: { color: 'var(--region, #aa3377)', dash: '5 2', symbol: 'star' },
  larger: { color: 'var(--larger, #00835e)', dash: '10 3 2 3', symbol: 'diamond' },
  linkSquared: { color: 'var(--link-squared, #bb3311)', dash: '3 2', symbol: 'wye' },
};

export const lookOf = (contender: string): Look => looks[contender]!;

/** The same colours on a dark page. */
export const darkColors = `--squared: #b0b6bb; --target: #f0a830; --exp: #5ab4ee; --region: #e07fb4; --larger: #3fc99b; --link-squared: #ff8866;`;

/** Plot counts its clips over all pictures of a process; a file is to be the same whatever was drawn before. */
function renumbered(svg: string): string {
  const names = [...new Set(svg.match(/plot-clip-\d+/g))];
  return svg.replace(/plot-clip-\d+/g, (name) => `clip-${names.indexOf(name) + 1}`);
}

/** A picture that stands alone: with the colours themselves, which not every viewer looks up. */
export const standalone = (svg: string): string => renumbered(svg.replace(/var\(--[\w-]+, (#\w+)\)/g, '$1'));
