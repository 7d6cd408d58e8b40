import { theme } from '@lossmith/cli/theme';
import { type Mean, meanOf } from '@lossmith-examples/volcano/interval';
import { conditions } from './experiment.js';
import type { Noise } from './judgements.js';
import { type Found, valuesOf } from './summary.js';

/** The one that a head can have: what is lost is lost by the loss and the noise alone. */
const REWARD = 'straight';

/** What is drawn, in the order of the theme's colours, with the names of a reader who knows no loss. */
const CURVES = [
  { id: 'logistic', name: 'who won alone (DPO)' },
  { id: 'squared', name: 'gaps, squared error' },
  { id: 'sigmoid', name: 'gaps, sigmoid link' },
  { id: 'margin', name: 'who won, gap as margin' },
  { id: 'exp', name: 'gaps, exp link' },
] as const;

const PANELS: readonly { readonly noise: Noise; readonly title: string; readonly label: string }[] = [
  { noise: 'added', title: 'Noise added to the gap', label: 'its size, in deviations of the reward' },
  { noise: 'scaled', title: 'The gap’s size unreliable', label: 'told too large or small by a factor of' },
];

const [WIDTH, HEIGHT, TOP, BOTTOM, PANEL, BETWEEN, LEFT] = [900, 420, 96, 356, 290, 70, 64];

/** Logarithmic: half of what is lost is as far below it as twice is above. */
const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];

interface Point extends Mean {
  readonly level: number;
}

/** A curve's points: level 0, where gaps are told as felt, belongs to both kinds of noise. */
function pointsOf(results: Found, contender: string, noise: Noise): readonly Point[] {
  return conditions
    .filter((condition) => condition.level === 0 || condition.noise === noise)
    .map((condition) => {
      const values = valuesOf(results, { reward: REWARD, ...condition }, contender, 'regret');
      return { level: condition.level, ...meanOf(values) };
    });
}

const places = (noise: Noise, left: number) => {
  const levels = pointsOfLevels(noise);
  return new Map(levels.map((level, k) => [level, left + 18 + (k * (PANEL - 36)) / (levels.length - 1)]));
};
const pointsOfLevels = (noise: Noise) => [
  0,
  ...conditions.filter((one) => one.noise === noise && one.level > 0).map(({ level }) => level),
];

const number = (value: number) => `${Number(value.toFixed(1))}`;
const tickText = (noise: Noise, level: number) =>
  noise === 'added' || level === 0
    ? `${level === 0 ? 'as felt' : level}`
    : `e^${level} = ${Math.exp(level).toFixed(1)}`;

function drawCurve(points: readonly Point[], k: number, x: Map<number, number>, y: (value: number) => number): string {
  const at = points.map(({ level, mean }) => `${number(x.get(level)!)} ${number(y(mean))}`);
  const dash = theme.dashes[k] === 'none' ? '' : ` stroke-dasharray="${theme.dashes[k]}"`;
  const bars = points.map(({ level, mean, within }) => {
    // Side by side, so that intervals of one level are told apart.
    const side = number(x.get(level)! + (k - 2) * 4);
    return `<path class="c${k} bar" d="M${side} ${number(y(Math.max(mean - within!, TICKS[0]!)))}V${number(y(mean + within!))}"/>`;
  });
  return `<path class="c${k} curve" d="M${at.join('L')}"${dash}/>${bars.join('')}`;
}

/** Names stand at the curves' ends, moved apart where they would touch. */
function drawNames(ends: readonly number[], left: number): string {
  const order = ends.map((_, k) => k).sort((a, b) => ends[a]! - ends[b]!);
  let last = Number.NEGATIVE_INFINITY;
  return order
    .map((k) => {
      last = Math.max(ends[k]!, last + 18);
      return `<text class="n${k}" x="${left}" y="${number(last + 4)}">${CURVES[k]!.name}</text>`;
    })
    .join('\n');
}

const styleOf = (colors: typeof theme.light) =>
  [
    `.paper{fill:${colors.paper}} text{fill:${colors.ink}} .muted{fill:${colors.muted}} .grid{stroke:${colors.grid}}`,
    ...CURVES.map((_, k) => `.c${k}{stroke:${colors.series[k]}} .n${k}{fill:${colors.series[k]}}`),
  ].join(' ');

/** Regret by how unreliable gaps are: a standalone SVG with its own ground, for light and dark. */
export function drawPicture(results: Found): string {
  const all = PANELS.map(({ noise }) => CURVES.map(({ id }) => pointsOf(results, id, noise)));
  const [low, high] = [TICKS[0]!, TICKS.at(-1)!];
  const y = (value: number) => BOTTOM - (Math.log(value / low) / Math.log(high / low)) * (BOTTOM - TOP);
  const panels = PANELS.map(({ noise, title, label }, p) => {
    const left = LEFT + p * (PANEL + BETWEEN - 30);
    const x = places(noise, left);
    const grid = TICKS.map((tick) => `<path class="grid" d="M${left} ${number(y(tick))}h${PANEL}"/>`);
    const levels = [...x].map(
      ([level, place]) =>
        `<text class="muted small" x="${number(place)}" y="${BOTTOM + 18}" text-anchor="middle">${tickText(noise, level).replace(/^e\^.* = /, '')}</text>`,
    );
    return [
      `<text x="${left}" y="${TOP - 14}" font-weight="600">${title}</text>`,
      ...grid,
      ...levels,
      `<text class="muted small" x="${left + PANEL / 2}" y="${BOTTOM + 40}" text-anchor="middle">${label}</text>`,
      ...all[p]!.map((points, k) => drawCurve(points, k, x, y)),
    ].join('\n');
  });
  const scale = TICKS.map(
    (tick) => `<text class="muted small" x="${LEFT - 8}" y="${number(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
  );
  const right = LEFT + PANEL + BETWEEN - 30 + PANEL + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="What is lost by the choice of a reward model, by how unreliable the gaps were that it learned from" font-family="system-ui, sans-serif" font-size="13.5">
<style>${styleOf(theme.light)} .small{font-size:12px} .curve{fill:none;stroke-width:2.2} .bar{stroke-width:1.5;stroke-opacity:.6}
@media (prefers-color-scheme: dark) {${styleOf(theme.dark)}}</style>
<rect class="paper" width="100%" height="100%" rx="6"/>
<text x="24" y="30" font-size="17" font-weight="600">What choosing the best of 16 loses, by how unreliable the gaps were in training</text>
<text class="muted" x="24" y="54">Regret in deviations of the true reward, lower is better; means and 95 % intervals of ${results.seeds.length} seeds</text>
${scale.join('\n')}
${panels.join('\n')}
${drawNames(
  all[1]!.map((points) => y(points.at(-1)!.mean)),
  right,
)}
</svg>
`;
}
