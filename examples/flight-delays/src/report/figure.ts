import type { Layout } from './axes.js';

export interface Figure {
  readonly title?: string;
  readonly draw: (layout: Layout) => string;
}

const NARROW: Layout = { width: 350, height: 300 };
const WIDE: Layout = { width: 900, height: 380 };
const HALF: Layout = { width: 440, height: 350 };

/** Drawn once for wide pages and once for phones, where scaled-down text could not be read. */
function renderBoth({ title, draw }: Figure, wide: Layout): string {
  const heading = title === undefined ? '' : `<h3>${title}</h3>`;
  return `<div>${heading}<div class="wide">${draw(wide)}</div><div class="narrow">${draw(NARROW)}</div></div>`;
}

export const renderFigure = (figure: Figure): string => renderBoth(figure, WIDE);

export const renderPair = (figures: readonly [Figure, Figure]): string =>
  `<div class="pair">${figures.map((figure) => renderBoth(figure, HALF)).join('')}</div>`;
