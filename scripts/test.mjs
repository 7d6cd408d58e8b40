import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { printTally } from './tally.mjs';
import { turbo } from './turbo.mjs';

rmSync('.turbo/runs', { recursive: true, force: true });
const within = (folder) => readdirSync(folder).map((name) => `${folder}/${name}`);
for (const workspace of [
  'benchmarks',
  'docs',
  'studies',
  ...within('packages'),
  ...within('examples'),
  ...within('apps'),
])
  rmSync(`${workspace}/.results`, { recursive: true, force: true });

const given = process.argv.slice(2);
const whole = Boolean(process.env.CI) || given.includes('--whole');
process.env.LOSSMITH_WHOLE = String(whole);
const kinds = {
  true: 'The whole run: every case of the conformance kit, every search at full length.',
  false:
    'A quick run: lint, types, a part of the cases, shorter searches. The whole, with what is published: npx -y pnpm@10.34.9 test --whole',
};
console.log(kinds[whole]);

/** What has changed since the branch left main, what depends on that, and lint, which looks at everything. */
function affected() {
  const branch = ['merge-base', process.env.LOSSMITH_BASE ?? 'main', 'HEAD'];
  const base = execFileSync('git', branch, { encoding: 'utf8' }).trim();
  return ['--filter=//', `--filter=...[${base}]`];
}

const own = given.filter((name) => name !== '--whole').flatMap((name) => (name === '--affected' ? affected() : [name]));

// Packages as they are published, their public interface and their sizes: where all is asked, and of what a branch changed.
const ofPackages = whole || given.includes('--affected') ? ['check:packages', 'size'] : [];
const tasks = ['lint', 'typecheck', 'test', ...ofPackages];
const options = ['--continue=dependencies-successful', '--summarize', ...own];
const status = turbo([...tasks, ...options]);
process.exitCode = printTally() || status;
