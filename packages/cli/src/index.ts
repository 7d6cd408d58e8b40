/** What the command draws, for pages and reports of your own; the command itself is `lossmith`. */
export { type PlotOptions, plotLoss } from './plot/plot-loss.js';
export { type Colors, type Theme, theme } from './theme.js';
