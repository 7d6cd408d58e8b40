import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { affectedSince } from './affected.js';
import { commitOf, install, withCheckout } from './checkout.js';
import { build } from './commands.js';
import { type Comparison, compare } from './compare.js';
import { comparisonMarkdown, surelyAbove } from './comparison-table.js';
import { here, measure } from './measure.js';
import { type Options, readOptions, usage } from './options.js';
import { pagesWith } from './page.js';
import { benchmarked, benchOf, pagesHere, root } from './places.js';
import { resultsJson } from './results.js';
import type { PackageResult, Ran, Results, Row, SectionResult } from './shape.js';
import { linesOf } from './show.js';

const RESULTS = `${root}/benchmarks/results.json`;

const say = (text: string) => process.stdout.write(`${text}\n`);
const tellProgress = (text: string) => process.stderr.write(`${text}\n`);

const committed = (): Results => JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;

/** The table, the pictures and the sentences that results make. */
async function write(results: Results) {
  writeFileSync(RESULTS, resultsJson(results));
  // As they are written: in the order of the file.
  for (const [path, page] of Object.entries(pagesWith(pagesHere(), committed())))
    writeFileSync(`${root}/${path}`, page);
  const { drawPictures } = await import('../../docs/.vitepress/draw-pictures.ts');
  drawPictures();
}

/** Prints rows, under the title of their section. */
function teller(name: string) {
  let last: string | undefined;
  return (section: SectionResult, row: Row) => {
    if (section.name !== last) say(`\n${name}, ${section.name}: ${section.title}`);
    last = section.name;
    for (const line of linesOf(section, row)) say(line);
  };
}

/** Runs benchmarks of packages one after the other. One that fails does not keep the others from running. */
async function measureAll({ packages, seconds }: Options, ran: Ran) {
  const measured: Record<string, PackageResult> = {};
  for (const name of packages) {
    try {
      measured[name] = await measure(benchOf(root, name), ran, { seconds, least: 3, most: 25 }, teller(name));
      for (const { name: section, missing } of measured[name].sections)
        if (missing !== undefined) say(`\n${name}, ${section}: not measured: ${missing}`);
    } catch (error) {
      tellProgress(`${name}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
  return measured;
}

async function bench(options: Options) {
  const ran = here();
  // The picture is drawn with what the command line and core have.
  build(root, options.write ? [...options.packages, 'cli'] : options.packages);
  const measured = await measureAll(options, ran);
  if (options.write) await write({ ...committed(), ...measured });
}

function show(name: string, ref: string, comparison: Comparison, { failAbove }: Options) {
  const markdown = comparisonMarkdown(name, ref, comparison);
  say(markdown);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary !== undefined) appendFileSync(summary, `${markdown}\n`);
  if (surelyAbove(failAbove, comparison)) process.exitCode = 1;
}

/** Those of the packages that are to be compared; says of others why not. */
function comparable(options: Options, commit: string, tree: string): readonly string[] {
  const affected = options.affected ? affectedSince(commit) : options.packages;
  const there = benchmarked(tree);
  const wanted = options.packages.filter((name) => affected.includes(name));
  for (const name of wanted) if (!there.includes(name)) say(`${name} has no benchmarks in ${options.compare}`);
  if (wanted.length === 0) say(`No package with benchmarks has changed since ${options.compare}`);
  return wanted.filter((name) => there.includes(name));
}

async function compareWith(ref: string, options: Options) {
  const commit = commitOf(ref);
  await withCheckout(commit, async (tree) => {
    const packages = comparable(options, commit, tree);
    if (packages.length === 0) return;
    install(tree);
    build(tree, packages);
    build(root, packages);
    const length = { seconds: options.seconds, least: 1, most: 9 };
    for (const name of packages) {
      tellProgress(`comparing ${name}`);
      const files = [benchOf(tree, name), benchOf(root, name)] as const;
      show(name, ref, await compare(files, options.launches, length), options);
    }
  });
}

async function main(args: readonly string[]) {
  const options = readOptions(args, benchmarked());
  if (options.help) return say(usage);
  if (options.compare !== undefined) return compareWith(options.compare, options);
  return options.redraw ? write(committed()) : bench(options);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  tellProgress((error as Error).message);
  process.exitCode = 1;
}
