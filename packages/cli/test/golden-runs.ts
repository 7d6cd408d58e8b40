import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is typed, and what the command must say: the text of golden/NAME.txt, which holds code, stdout and stderr. */
export interface GoldenRun {
  readonly name: string;
  readonly args: readonly string[];
  readonly input?: string;
}

const exp = '{"kind":"matching","link":{"kind":"exp","rate":0.8}}';
const rows = '{"kind":"softmax","target":"label"}';

/** Delays of 200 flights in minutes: most are short, few are long. */
const delays = Array.from({ length: 200 }, (_, k) => Math.round(-20 * Math.log(1 - (k + 0.5) / 200) - 10));

/** The kit on the reference evaluator. */
const subject = `import { referenceBackend } from '@lossmith/core/backend';
export default { backend: referenceBackend(), run: (artifact, inputs) => artifact.run(inputs), precision: 'float64' };
`;

const files: Readonly<Record<string, string>> = {
  'delays.csv': `flight,delay\n${delays.map((delay, k) => `${k},${delay}`).join('\n')}\n`,
  'loss.json': exp,
  'data.csv': 'name,predicted,target,weight\n"a, quoted",1,0,1\nb,2,2,3\nc,nan,1,0\n',
  'data.jsonl': '{"id":1,"forecast":1,"seen":0}\n{"id":2,"forecast":-0.5,"seen":0.25}\n',
  'rows.csv': 'predicted.cat,predicted.dog,target\n1,2,0\n0.5,0.5,1\n',
  'lists.jsonl': '{"predicted":[1,2],"target":1}\n{"predicted":[3,1,0],"target":0}\n{"predicted":[0,0,0],"target":2}\n',
  'conformance.mjs': subject,
};

/** Puts the files that the runs read into a folder. */
export function writeFiles(folder: string): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

export const goldenRuns: readonly GoldenRun[] = [
  { name: 'suggest', args: ['suggest', 'delays.csv', '--column', 'delay', '--from', '30', '--emphasis', '5'] },
  {
    name: 'suggest-as-json',
    args: 'suggest delays.csv --column delay --quantile 0.9 --emphasis 3 --family exp --normalise --json'.split(' '),
  },
  {
    name: 'describe',
    args: ['describe', '{"kind":"exp","rate":0.04}', 'delays.csv', '--column', 'delay', '--from', '30'],
  },
  { name: 'check', args: ['check', '-'], input: exp },
  { name: 'check-fault', args: ['check', exp.replace('0.8', '-1')] },
  { name: 'evaluate-csv', args: ['evaluate', 'loss.json', 'data.csv', '--outputs', 'loss,gradient,hessian'] },
  {
    name: 'evaluate-json-lines',
    args: 'evaluate loss.json - --column predicted=forecast --column target=seen'.split(' '),
    input: files['data.jsonl'] as string,
  },
  { name: 'evaluate-rows', args: ['evaluate', rows, 'rows.csv'] },
  { name: 'evaluate-lists', args: ['evaluate', rows, 'lists.jsonl'] },
  { name: 'evaluate-mean', args: ['evaluate', rows, 'lists.jsonl', '--reduction', 'mean', '--json'] },
  { name: 'compile-js', args: ['compile', 'loss.json', '--to', 'js', '--package', '@lossmith/tfjs'] },
];

/** What a run said, as text to compare. */
export const transcript = (run: { readonly status: number | null; readonly stdout: string; readonly stderr: string }) =>
  `exit code ${run.status}\n--- stdout\n${run.stdout}--- stderr\n${run.stderr}`;
