import { existsSync, readdirSync, rmSync } from 'node:fs';
import { printTally } from './tally.mjs';
import { turbo } from './turbo.mjs';

rmSync('.turbo/runs', { recursive: true, force: true });
for (const folder of ['packages', 'examples'].filter(existsSync))
  for (const name of readdirSync(folder)) rmSync(`${folder}/${name}/.results`, { recursive: true, force: true });

const tasks = ['lint', 'typecheck', 'test', 'check:packages', 'size'];
const status = turbo([...tasks, '--continue=dependencies-successful', '--summarize', ...process.argv.slice(2)]);
process.exitCode = printTally() || status;
