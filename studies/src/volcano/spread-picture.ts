import { theme } from '@lossmith/cli/theme';
import { contenders } from '@lossmith-examples/volcano/contenders';
import { MIDDLE } from './crossed.js';
import type { Source, Spread } from './spread.js';

/** What networks differ in: words of the key, the sign, and its colour's place in the theme. */
const sources: readonly { source: Source; says: string; sign: (x: number, y: number) => string }[] = [
  { source: 'starts', says: 'starts alone', sign: (x, y) => `<circle cx="${x}" cy="${y}" r="4.5"/>` },
  {
    source: 'surveys',
    says: 'surveys alone',
    sign: (x, y) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  },
  { source: 'resamples', says: 'resamples of a survey', sign: (x, y) => `<path d="M${x} ${y - 6}l6 6-6 6-6-6z"/>` },
  {
    source: 'best starts',
    says: 'surveys, best of six starts',
    sign: (x, y) => `<path d="M${x} ${y - 5}l5.5 9h-11z"/>`,
  },
];

const [LABELS, PANEL, GAP, ROW, TOP] = [196, 320, 36, 58, 112] as const;
const WIDTH = LABELS + 2 * PANEL + GAP + 24;
const TICKS = [1, 2, 5, 10, 20, 50];
const HEIGHT = TOP + contenders.length * ROW + 52;

const colors = (of: 'light' | 'dark') => {
  const { paper, ink, grid, series } = theme[of];
  const signs = sources.map((_, k) => `.sign${k} { fill: ${series[k]} }`).join(' ');
  return `.paper { fill: ${paper} } text { fill: ${ink} } .grid { stroke: ${grid} } ${signs}`;
};

const style = `text { font: 13px ${theme.fonts.text} } .title { font-size: 17px; font-weight: 600 } .head { font-size: 14px; font-weight: 600 }
${colors('light')}
@media (prefers-color-scheme: dark) { ${colors('dark')} }`;

const rounded = (value: number) => Number(value.toFixed(1));

/** Logarithmic, and the same for both panels. */
const placeOf = (value: number) => rounded((Math.log(value / TICKS[0]!) / Math.log(TICKS.at(-1)! / TICKS[0]!)) * PANEL);

/** A row's signs one under the other, so that none hides another. */
const lift = (k: number) => (k - (sources.length - 1) / 2) * 11;

function panel(spreads: readonly Spread[], place: 'inside' | 'outside', title: string, left: number): string {
  const bottom = TOP + contenders.length * ROW;
  const grid = TICKS.map(
    (tick) =>
      `<path class="grid" d="M${left + placeOf(tick)} ${TOP}V${bottom}"/><text x="${left + placeOf(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
  );
  const signs = contenders.flatMap(({ id, graded }, row) =>
    sources.flatMap(({ source, sign }, k) => {
      const strength = graded ? MIDDLE : 0;
      const one = spreads.find((it) => it.contender === id && it.strength === strength && it.source === source)!;
      const y = rounded(TOP + (row + 0.5) * ROW + lift(k));
      return `<g class="sign${k}">${sign(rounded(left + placeOf(one[place])), y)}</g>`;
    }),
  );
  const heading = `<text class="head" x="${left}" y="${TOP - 12}">${title}</text>`;
  const unit = `<text x="${left + PANEL / 2}" y="${bottom + 38}" text-anchor="middle">metres apart</text>`;
  return [heading, ...grid, unit, ...signs].join('\n');
}

const key = () =>
  sources
    .map(
      ({ says, sign }, k) =>
        `<g class="sign${k}">${sign(LABELS + [0, 120, 248, 432][k]!, 60)}</g><text x="${LABELS + 12 + [0, 120, 248, 432][k]!}" y="64.5">${says}</text>`,
    )
    .join('\n');

/** How far networks lie apart, by loss, where it matters and elsewhere. */
export function drawSpread(spreads: readonly Spread[]): string {
  const rows = contenders.map(({ name }, row) => {
    const y = TOP + (row + 0.5) * ROW;
    const rule = row === 0 ? '' : `<path class="grid" d="M16 ${TOP + row * ROW}H${WIDTH - 16}"/>`;
    return `${rule}<text x="${LABELS - 16}" y="${y + 4.5}" text-anchor="end">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="How far apart networks lie, by loss, where it matters and elsewhere">
<style>${style}</style>
<rect class="paper" width="100%" height="100%"/>
<text class="title" x="16" y="30">How far apart lie networks that are too small and differ by chance?</text>
<text x="${LABELS - 16}" y="64.5" text-anchor="end">They differ in:</text>
${key()}
${rows.join('\n')}
${panel(spreads, 'inside', 'in the highest tenth, which matters', LABELS)}
${panel(spreads, 'outside', 'elsewhere', LABELS + PANEL + GAP)}
</svg>
`;
}
