import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { markdownTable } from 'markdown-table';
import type { Results, Row, SectionResult } from './shape.js';
import { barsOf, number, ratioIn, spread, verdictOf } from './show.js';
import { spreadOf } from './statistics.js';
import { pictureText, summaryText, UNMEASURED } from './summary.js';

/** A generated part of a page: it stands behind the comment that starts with this name. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

type Cells = readonly string[];

/** Numbers to the right; as narrow as it gets, since widths would change with every digit. */
function table(rows: readonly Cells[], words = 1): string {
  const align = rows[0]!.map((_, column) => (column < words ? 'l' : 'r'));
  return `${markdownTable(
    rows.map((row) => [...row]),
    { align, alignDelimiters: false },
  )}\n`;
}

/** A median with its spread; or why there is none. */
const timeCell = ({ samples, missing }: Row, name: string) => {
  const values = samples[name];
  return values ? spread(spreadOf(values)) : (missing[name] ?? '');
};

/** Medians by candidate, ours first; then ratios. A section that cannot run says why. */
export function tableOf({ ours, others = [], ratios = [], unit = 'ms', missing, rows }: SectionResult): string {
  if (missing !== undefined) return `Not measured: ${missing}.\n`;
  const candidates = [...ours, ...others];
  const quotients = ratios.map(({ of, over }) => `${of} ÷ ${over}`);
  const cells = rows.map((row) => [
    row.task,
    ...candidates.map((name) => timeCell(row, name)),
    ...ratios.map((ratio) => {
      const found = ratioIn(row, ratio);
      return found ? spread(found) : '';
    }),
  ]);
  return table([['', ...candidates.map((name) => `${name}, ${unit}`), ...quotients], ...cells]);
}

/** Every bar with what was measured. */
function barRows(name: string, section: SectionResult): Cells[] {
  const verdicts = section.rows.flatMap((row) =>
    barsOf(section, row).map((bar) => ({ row, ...verdictOf(row, section.unit ?? 'ms', bar) })),
  );
  return verdicts.map(({ row, text, measured, atMost }) => [
    `${name}, ${section.name}: ${row.task}`,
    text,
    String(atMost),
    measured === undefined ? 'not measured' : measured <= atMost ? number(measured) : `**${number(measured)}**`,
  ]);
}

/** Where and when each package was measured: those that agree in it on one line. */
function ranText(results: Results): string {
  const byPlace = new Map<string, string[]>();
  for (const [name, { ran }] of Object.entries(results)) {
    const { date, machine, cores, node, load } = ran;
    // Even one process beside takes a share of the memory's bandwidth.
    const beside = load > 1 ? ': **other work ran beside it, so that these figures are rough**' : '';
    const place = `${date}, ${machine}, ${cores} cores, Node ${node}, load average ${load} at the start${beside}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), name]);
  }
  const versions = Object.assign({}, ...Object.values(results).map((result) => result.versions));
  const beside = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const places = [...byPlace].map(([place, names]) => `- ${names.join(', ')}: ${place}.`);
  return `${[...places, ...(beside.length === 0 ? [] : [`- Beside it: ${beside.join(', ')}.`])].join('\n')}\n`;
}

/** All generated parts. */
export function partsOf(results: Results): readonly Part[] {
  const sections = Object.entries(results).flatMap(([name, result]) =>
    result.sections.map((section) => ({ name, section })),
  );
  const bars = sections.flatMap(({ name, section }) => barRows(name, section));
  return [
    { name: 'bench summary:', text: summaryText(results) },
    { name: 'bench picture:', text: pictureText(results) },
    { name: 'bench ran:', text: ranText(results) },
    ...sections.map(({ name, section }) => ({ name: `bench ${name} ${section.name}:`, text: tableOf(section) })),
    { name: 'bench bars:', text: table([['what', '', 'at most', 'measured'], ...bars], 2) },
  ];
}

/** The names of the generated parts that a page has a place for. */
export const placesIn = (page: string): readonly string[] =>
  [...page.matchAll(/<!-- (bench [^:]*:)/g)].map((match) => match[1]!);

/** Pages by their paths. */
export type Pages = Readonly<Record<string, string>>;

/** Pages with their generated parts as results make them. Places without results say so; a part without a place is an error. */
export function pagesWith(pages: Pages, results: Results): Pages {
  const parts = partsOf(results);
  const places = Object.values(pages).flatMap(placesIn);
  const homeless = parts.find(({ name }) => !places.includes(name));
  if (homeless)
    throw new Error(`No page has the comment '<!-- ${homeless.name}': put it where the generated part belongs`);
  const textOf = (place: string) => parts.find(({ name }) => name === place)?.text ?? UNMEASURED;
  const filled = (page: string) =>
    placesIn(page).reduce((text, place) => replaceMarkedPart(text, place, textOf(place)), page);
  return Object.fromEntries(Object.entries(pages).map(([path, page]) => [path, filled(page)]));
}
