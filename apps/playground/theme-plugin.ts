import { type Colors, theme } from '@lossmith/cli/theme';
import type { Plugin } from 'vite';

/** --light-ink, --light-series-0 and so on. */
const variablesOf = (light: string, { series, ...colors }: Colors): string =>
  [...Object.entries(colors), ...series.map((color, k) => [`series-${k}`, color] as const)]
    .map(([name, color]) => `--${light}-${name}: ${color};`)
    .join(' ');

/** Puts the colours that all of Lossmith's pages share in front of the page's own. */
export const themePlugin: Plugin = {
  name: 'theme',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/theme.css')
      ? `:root { ${variablesOf('light', theme.light)} ${variablesOf('dark', theme.dark)} }\n${code}`
      : undefined,
};
