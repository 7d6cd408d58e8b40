/** How Lossmith looks: for what the command draws, pages and reports. Entry point '@lossmith/cli/theme'; plain data, without a dependency. */

/** Colours of a page in one light. */
export interface Colors {
  readonly paper: string;
  readonly ink: string;
  /** Axes and what is said beside the matter. */
  readonly muted: string;
  readonly grid: string;
  /** What counts: a region that matters. */
  readonly region: string;
  /** Bars of data. */
  readonly data: string;
  /** Curves in order, told apart with any colour vision (palettes of Okabe & Ito, and of Tol). */
  readonly series: readonly string[];
}

export interface Theme {
  readonly light: Colors;
  readonly dark: Colors;
  /** Families of fonts, all of them installed or generic: nothing is fetched. */
  readonly fonts: { readonly text: string; readonly code: string };
  /** Patterns of strokes in the order of the curves: they are told apart without colour too. */
  readonly dashes: readonly string[];
}

export const theme: Theme = Object.freeze({
  light: Object.freeze({
    paper: '#ffffff',
    ink: '#22262a',
    muted: '#4a5157',
    grid: '#e3e3dd',
    region: '#fbeed3',
    data: '#b9c3cc',
    series: Object.freeze(['#0072b2', '#d98c00', '#009e73', '#aa3377', '#555555', '#bb3311']),
  }),
  dark: Object.freeze({
    paper: '#1b1e21',
    ink: '#e8e8e3',
    muted: '#b3bac0',
    grid: '#3a4046',
    region: '#453a22',
    data: '#56616b',
    series: Object.freeze(['#56b4e9', '#f0b040', '#3cc8a0', '#e07ab8', '#b8b8b8', '#ff8866']),
  }),
  fonts: Object.freeze({
    text: "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif",
    code: "ui-monospace, 'Cascadia Code', Menlo, 'DejaVu Sans Mono', monospace",
  }),
  dashes: Object.freeze(['none', '8 4', '10 3 2 3', '5 2', '2 4', '3 2']),
});
