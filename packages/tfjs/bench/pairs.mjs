import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('pair-way.mjs', import.meta.url));
const found = new Map();

/** What a way takes, found once: CPU time, and memory. */
function measured(way) {
  if (!found.has(way)) found.set(way, JSON.parse(execFileSync(process.execPath, [file, way], { encoding: 'utf8' })));
  return found.get(way);
}

const candidates = ['by wasm', 'by ops', 'as typed'];

const taskOf = (link, names, key) => () => ({
  candidates: Object.fromEntries(names.map((name) => [name, { report: () => measured(`${link}, ${name}`)[key] }])),
});

const section = (name, key, unit, title) => ({
  name,
  title: `all pairs of a list, mean and gradient, compileTfjs on the wasm backend, each way in a process of its own: ${title}`,
  unit,
  ours: candidates.slice(0, 2),
  others: candidates.slice(2),
  rounds: 1,
  tasks: {
    'sigmoid, 4,096 items': taskOf('sigmoid', candidates, key),
    'sinh, 100,000 items': taskOf('sinh', candidates.slice(0, 2), key),
  },
});

export const listPairs = [
  section('pairs', 'time', 'ms', 'CPU time, the median of three'),
  section('pairs-tensors', 'tensors', 'MiB', 'tensors at most'),
  section('pairs-memory', 'grown', 'MiB', 'what the process grew by'),
];
