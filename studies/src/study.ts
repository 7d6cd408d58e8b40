import { cpus } from 'node:os';
import type { Ran } from './results.js';

/** A generated part of a page, or, without a name, a whole file. */
export interface Part {
  /** From this workspace. */
  readonly page: string;
  readonly name?: string;
  readonly text: string;
}

/** What a study writes to its file, beside when and on what it ran. */
export interface Study<Found extends object> {
  readonly name: string;
  /** From this workspace. */
  readonly file: string;
  readonly run: (say: (text: string) => void) => Found | Promise<Found>;
  readonly partsOf: (results: Found & { readonly ran: Ran }) => readonly Part[];
}

const lines = (value: unknown) =>
  Array.isArray(value)
    ? `[\n    ${value.map((item) => JSON.stringify(item)).join(',\n    ')}\n  ]`
    : JSON.stringify(value);

/** A line for each run, so that a difference shows where it is. */
export const studyJson = (results: object): string =>
  `{\n${Object.entries(results)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${lines(value)}`)
    .join(',\n')}\n}\n`;

export async function runStudy<Found extends object>(study: Study<Found>): Promise<Found & { readonly ran: Ran }> {
  const before = process.cpuUsage();
  const found = await study.run((text) => console.error(`${study.name}: ${text}`));
  const { user, system } = process.cpuUsage(before);
  const ran = {
    date: new Date().toISOString().slice(0, 10),
    machine: cpus()[0]!.model,
    node: process.version,
    cpuSeconds: Math.round((user + system) / 1e6),
  };
  return { ran, ...found };
}
