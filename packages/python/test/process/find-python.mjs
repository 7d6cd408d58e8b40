import { spawnSync } from 'node:child_process';

const places = [process.env.LOSSMITH_PYTHON, 'python3', '/usr/bin/python3'];
const found = new Map();

/** The first Python on this machine that has all of these modules, without importing them, which takes PyTorch seconds. */
function pythonWith(modules) {
  const code = `import sys; from importlib.util import find_spec as find; sys.exit(None in map(find, sys.argv[1:]))`;
  return places.find((place) => place !== undefined && spawnSync(place, ['-c', code, ...modules]).status === 0);
}

/**
 * The path of a Python that has these modules. Where there is none that is said once, loudly, and the answer is undefined: tests
 * that need it are skipped. With CI set it is an error.
 */
export function findPython(...modules) {
  const key = modules.join(', ');
  if (!found.has(key)) found.set(key, pythonWith(modules));
  const place = found.get(key);
  if (place !== undefined || found.has(`missed ${key}`)) return place;
  const packages = modules.map((name) => `python3-${name}`).join(' ');
  const advice = `install Debian's ${packages}, or name a Python that has them in LOSSMITH_PYTHON`;
  if (process.env.CI) throw new Error(`no Python with ${key}; ${advice}`);
  found.set(`missed ${key}`, true);
  console.warn(`\nNO PYTHON WITH ${key.toUpperCase()}: TESTS THAT NEED IT ARE SKIPPED; ${advice}\n`);
  return undefined;
}
