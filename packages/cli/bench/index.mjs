import { recordsTaken } from './records.mjs';

const found = new Map();

/** What the command takes, found once: CPU time, and memory. */
async function taken(format, count) {
  const key = `${format} ${count}`;
  if (!found.has(key)) found.set(key, await recordsTaken(format, count));
  return found.get(key);
}

const tasks = [
  ['CSV', 'csv'],
  ['JSON lines', 'jsonl'],
].flatMap(([title, format]) =>
  [1e5, 1e6].map((count) => [`${count.toLocaleString('en')} records, ${title}`, format, count]),
);

const section = (name, key, unit, title) => ({
  name,
  title: `lossmith evaluate, exp link: ${title}`,
  unit,
  ours: ['lossmith evaluate'],
  rounds: 1,
  tasks: Object.fromEntries(
    tasks.map(([task, format, count]) => [
      task,
      () => ({ candidates: { 'lossmith evaluate': { report: async () => (await taken(format, count))[key] } } }),
    ]),
  ),
});

export default [
  section('time', 'seconds', 's', 'CPU time of the process'),
  section('memory', 'megabytes', 'MB', 'the most memory of the process'),
];
