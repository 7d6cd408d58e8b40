import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `node scripts/newcomer.mjs [demo] [test]

Does what somebody does who has found the repository: clones what is committed here to a temporary folder, with npm's and pnpm's
caches empty, and types the commands under "Try it" in README.md, or those of them that are named.`;

const root = fileURLToPath(new URL('..', import.meta.url));

/** The commands that README.md indents under "Try it", by the script they run. */
function commandsOf(readme) {
  const [, section = ''] = readme.split('\n## Try it\n');
  const lines = section.split('\n## ')[0].matchAll(/^ {4}(\S.*?)(?: +#.*)?$/gm);
  return new Map([...lines].map(([, command]) => [command.split(' ').at(-1), command]));
}

/** A shell as after installing Node: nothing is set, cached or in PATH that this repository has put there. */
function environment(folder) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|pnpm_|lossmith|turbo|ci$|node_options)/i.test(name),
  );
  const paths = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const PATH = paths.filter((path) => !/node_modules|pnpm/.test(path)).join(process.platform === 'win32' ? ';' : ':');
  const caches = {
    npm_config_cache: 'npm',
    npm_config_store_dir: 'store',
    XDG_CACHE_HOME: 'cache',
    XDG_DATA_HOME: 'data',
  };
  const empty = Object.entries(caches).map(([name, path]) => [name, join(folder, path)]);
  return { ...Object.fromEntries(kept), PATH, ...Object.fromEntries(empty) };
}

/** Runs a command line, shows what it says, and prints how long it took; throws where it fails. */
function type(command, options) {
  console.log(`\n$ ${command}`);
  const start = performance.now();
  const { status } = spawnSync(command, { ...options, shell: true, stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${status === 0 ? '✓' : '✗'} ${command}: ${seconds} s`);
  if (status !== 0) throw new Error(`README.md says to type "${command}", which ended with ${status}`);
}

function main() {
  const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true });
  if (values.help) return console.log(usage);
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-newcomer-'));
  const clone = join(folder, 'lossmith');
  const env = environment(folder);
  try {
    mkdirSync(clone);
    type(`git clone --quiet "${root}" .`, { cwd: clone, env });
    const commands = commandsOf(readFileSync(join(clone, 'README.md'), 'utf8'));
    const names = positionals.length === 0 ? [...commands.keys()] : positionals;
    const unknown = names.filter((name) => !commands.has(name));
    if (unknown.length > 0)
      throw new Error(`README.md has no command ${unknown.join(', ')}: ${[...commands.keys()].join(', ')}`);
    for (const name of names) type(commands.get(name), { cwd: clone, env });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
