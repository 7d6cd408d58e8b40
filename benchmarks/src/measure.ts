import { cpus, loadavg } from 'node:os';
import { type BenchProcess, startBench } from './bench-process.js';
import { type Length, race } from './race.js';
import type { PackageResult, Ran, Row, Section, SectionResult } from './shape.js';

/** Five digits are kept, more than any spread needs. */
const rounded = (value: number) => Number(value.toPrecision(5));

async function measureTask(bench: BenchProcess, section: Section, task: string, length: Length): Promise<Row> {
  const { able, missing } = await bench.open(section.name, task);
  const racers = able.map((name) => ({ name, warm: () => bench.warm(name), sample: () => bench.sample(name) }));
  const samples = await race(racers, { ...length, most: section.rounds ?? length.most });
  await bench.close();
  const kept = Object.entries(samples).map(([name, values]) => [name, values.map(rounded)]);
  return { task, samples: Object.fromEntries(kept), missing };
}

async function measureSection(
  bench: BenchProcess,
  { tasks, ...section }: Section,
  length: Length,
  tell: (section: SectionResult, row: Row) => void,
): Promise<SectionResult> {
  const rows: Row[] = [];
  for (const task of tasks) {
    const row = await measureTask(bench, { ...section, tasks }, task, length);
    rows.push(row);
    tell({ ...section, rows }, row);
  }
  return { ...section, rows };
}

/** Where and when this is; to be asked before anything runs, which would count as load. */
export const here = (): Ran => ({
  date: new Date().toISOString().slice(0, 10),
  machine: cpus()[0]!.model,
  cores: cpus().length,
  node: process.version,
  load: Number(loadavg()[0]!.toFixed(1)),
});

/** All benchmarks of a file; `tell` hears of each row as it is measured. */
export async function measure(
  file: string,
  ran: Ran,
  length: Length,
  tell: (section: SectionResult, row: Row) => void,
): Promise<PackageResult> {
  const bench = await startBench(file);
  try {
    const { versions, sections } = bench.description;
    const measured: SectionResult[] = [];
    for (const section of sections) measured.push(await measureSection(bench, section, length, tell));
    return { ran, versions, sections: measured };
  } finally {
    await bench.end();
  }
}
