// Runs the benchmarks of one package as the parent process asks for: node child.mjs FILE.
import { pathToFileURL } from 'node:url';
import { candidate } from './candidate.mjs';

const { default: sections, versions = {} } = await import(pathToFileURL(process.argv[2]).href);

/** The task at hand: its candidates by name, and what ends it. */
let candidates = {};
let dispose;

const answers = {
  describe: () => ({
    versions,
    sections: sections.map(({ tasks = {}, ...section }) => ({
      ...section,
      tasks: section.missing === undefined ? Object.keys(tasks) : [],
    })),
  }),
  /** Makes the task's candidates; answers with those that can run, and why others cannot. */
  async open({ section: name, task }) {
    const { tasks, clock = 'cpu' } = sections.find((section) => section.name === name);
    const made = await tasks[task]();
    dispose = made.dispose;
    const entries = Object.entries(made.candidates);
    const able = entries.filter(([, given]) => typeof given !== 'string');
    candidates = Object.fromEntries(able.map(([key, given]) => [key, candidate(given, clock)]));
    return {
      able: Object.keys(candidates),
      missing: Object.fromEntries(entries.filter(([, given]) => typeof given === 'string')),
    };
  },
  warm: ({ candidate: name }) => candidates[name].warm(),
  sample: ({ candidate: name }) => candidates[name].sample(),
  async close() {
    candidates = {};
    await dispose?.();
  },
};

async function answer({ id, name, details }) {
  try {
    process.send({ id, result: await answers[name](details) });
  } catch (error) {
    process.send({ id, error: error.stack ?? String(error) });
  }
}

process.on('message', answer);
// Threads and devices keep a process alive.
process.on('disconnect', () => process.exit());
process.send({ ready: true });
