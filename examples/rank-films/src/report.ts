import { CENTER, contenders } from './contenders.js';
import { drawDotPlot } from './dot-plot.js';
import { CHANCE, type Run } from './experiment.js';
import { formatDifference, formatMean } from './format-mean.js';
import type { Quality } from './measure.js';
import { meanOf, paired } from './statistics.js';

const REFERENCE = 'squared error';

/** One number per seed, in the order of the seeds. */
const valuesOf = (runs: readonly Run[], contender: string, key: keyof Quality) =>
  runs.filter((run) => run.contender === contender).map((run) => run[key]);

const gainsOf = (runs: readonly Run[], contender: string, key: keyof Quality) =>
  paired(valuesOf(runs, contender, key), valuesOf(runs, REFERENCE, key));

function tableRow(runs: readonly Run[], contender: string): string {
  const mean = (key: keyof Quality) => formatMean(meanOf(valuesOf(runs, contender, key)), 3);
  const gains = gainsOf(runs, contender, 'at10');
  const better = `${gains.filter((gain) => gain > 0).length} of ${gains.length}`;
  const compared = contender === REFERENCE ? ['', ''] : [formatDifference(meanOf(gains), 3), better];
  return `| ${[contender, mean('at5'), mean('at10'), ...compared].join(' | ')} |`;
}

/** Means over seeds ± standard errors, as Markdown. */
export function tableOf(runs: readonly Run[]): string {
  const head = '| loss | NDCG@5 | NDCG@10 | NDCG@10 beside squared error | seeds better |\n|---|---:|---:|---:|---:|';
  const rows = [CHANCE, ...contenders.map(({ name }) => name)].map((name) => tableRow(runs, name));
  return `${[head, ...rows].join('\n')}\n`;
}

interface Placed {
  readonly link: { readonly rate: number; readonly center: number; readonly amplitude: number };
}

/** What `suggestLink` and `normalise` chose on the training years of each seed, for the emphasis that validation years chose. */
export function choicesOf(runs: readonly Run[]): string {
  const suggested = runs.filter(({ contender }) => contender === 'suggested exp link');
  const rows = suggested.map(({ seed, chosen }) => {
    const { rate, center, amplitude } = (chosen.loss as Placed).link;
    const numbers = [rate, center + CENTER, amplitude, chosen.learningRate].map((value) =>
      Number(value.toPrecision(3)),
    );
    return `| ${[seed, ...numbers].join(' | ')} |`;
  });
  const head = '| seed | rate | center, as a rating | amplitude | learning rate |\n|---:|---:|---:|---:|---:|';
  return `${[head, ...rows].join('\n')}\n`;
}

/** What each loss gains on squared error, seed by seed. */
export function pictureOf(runs: readonly Run[]): string {
  const names = contenders.map(({ name }) => name).filter((name) => name !== REFERENCE);
  const panel = (key: keyof Quality, title: string) => ({
    title,
    rows: names.map((name) => gainsOf(runs, name, key)),
    digits: 2,
    reference: 0,
  });
  const panels = [panel('at5', 'NDCG@5 less squared error’s'), panel('at10', 'NDCG@10 less squared error’s')];
  return drawDotPlot(names, panels, 'What eight losses gain on squared error in NDCG, seed by seed');
}
