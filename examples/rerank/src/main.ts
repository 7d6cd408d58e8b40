import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as successor from '@huggingface/transformers';
import { scoreFeatures, type TrainedHead } from '@lossmith/transformers';
import * as original from '@xenova/transformers';
import { type Outcome, runSeed } from './experiment.ts';
import { checkExport } from './export-check.ts';
import { loadMaterial } from './load.ts';
import { pairTable } from './pair-table.ts';
import { summaryTable, writeTable } from './report.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const models = fromHere('../models');
const [quick, write] = ['--quick', '--write'].map((name) => process.argv.includes(name));
const seeds = quick ? [1] : [1, 2, 3, 4, 5];
const budget = quick ? { epochs: 2, patience: 1 } : { epochs: 25, patience: 4 };

const { texts, passages, embeddings, extractor } = await loadMaterial(
  successor,
  models,
  quick ? 340 : 500,
  (done, all) => {
    if (done % 640 === 0 || done === all) console.log(`${done} of ${all} passages embedded`);
  },
);

const outcomes: Outcome[] = [];
let last: { readonly head: TrainedHead; readonly test: Awaited<ReturnType<typeof runSeed>>['test'] } | undefined;
for (const seed of seeds) {
  const found = await runSeed(extractor, texts, embeddings, seed, budget);
  outcomes.push(...found.outcomes);
  last = { head: found.heads.get('exp link') as TrainedHead, test: found.test };
  console.log(`seed ${seed}`);
}

const { head, test } = last as NonNullable<typeof last>;
const some = test.candidates.slice(0, 32);
const pairs = some.map(({ query, document }) => [passages[query] as string, passages[document] as string] as const);
const expected = (await scoreFeatures(extractor, head, pairTable(embeddings, some))).data;
const libraries = { '@huggingface/transformers': successor, '@xenova/transformers': original };
const exported = await checkExport(head, models, pairs, expected, libraries);

console.log(`\n${summaryTable(outcomes)}\n`);
for (const [name, gap] of Object.entries(exported))
  console.log(`exported and loaded back by ${name}: scores of ${pairs.length} pairs within ${gap.toExponential(1)}`);
if (write) {
  writeFileSync(fromHere('../results.json'), `${JSON.stringify({ outcomes, exported }, null, 2)}\n`);
  writeTable(outcomes, fromHere('../README.md'));
}
