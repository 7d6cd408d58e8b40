import { color, EDGE_COLOR, HIGHEST, LOWEST } from './map.js';

const WIDTH = 190;

/** What the colours of the maps and their thick line say, 22 pixels high. */
export function mapKey(edge: number): string {
  const shades = color.range as readonly string[];
  const stops = shades.map((shade, k) => `<stop offset="${k / (shades.length - 1)}" stop-color="${shade}"/>`).join('');
  return `<g font-size="12.5"><defs><linearGradient id="heights">${stops}</linearGradient></defs>
<text x="0" y="16">${LOWEST} m</text><rect x="40" y="5" width="${WIDTH}" height="14" fill="url(#heights)"/><text x="${WIDTH + 47}" y="16">${HIGHEST} m</text>
<path d="M${WIDTH + 110} 12h34" stroke="${EDGE_COLOR}" stroke-width="2.6"/><text x="${WIDTH + 152}" y="16">encloses the highest tenth, ${edge} m and more</text></g>`;
}
