import { readdirSync, rmSync } from 'node:fs';
import { printTally } from './tally.mjs';
import { turbo } from './turbo.mjs';

rmSync('.turbo/runs', { recursive: true, force: true });
const within = (folder) => readdirSync(folder).map((name) => `${folder}/${name}`);
for (const workspace of ['docs', ...within('packages'), ...within('examples')])
  rmSync(`${workspace}/.results`, { recursive: true, force: true });

const tasks = ['lint', 'typecheck', 'test', 'check:packages', 'size'];
const status = turbo([...tasks, '--continue=dependencies-successful', '--summarize', ...process.argv.slice(2)]);
process.exitCode = printTally() || status;
