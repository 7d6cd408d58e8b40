import { spawnSync } from 'node:child_process';
import { turbo } from './turbo.mjs';

/** `pnpm demo` is the volcano; `pnpm demo flights` is the flights. Whatever else is said goes to the example. */
const stories = { volcano: 'examples/volcano', flights: 'examples/flight-delays' };

const [first = '', ...others] = process.argv.slice(2);
const named = Object.hasOwn(stories, first);
const folder = stories[named ? first : 'volcano'];
const args = named ? others : process.argv.slice(2);

const built = turbo(['build', `--filter={./${folder}}^...`]);
const demo = () =>
  spawnSync('pnpm', ['-C', folder, 'demo', ...args], { stdio: 'inherit', shell: process.platform === 'win32' });
process.exitCode = built === 0 ? (demo().status ?? 1) : built;
