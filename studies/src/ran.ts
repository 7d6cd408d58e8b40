import { cpus } from 'node:os';
import type { Ran } from './results.js';

/** Of this process, until now. */
export function ranNow(): Ran {
  const { user, system } = process.cpuUsage();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: cpus()[0]!.model,
    node: process.version,
    cpuSeconds: Math.round((user + system) / 1e6),
  };
}

export const ranText = ({ date, machine, node, cpuSeconds }: Ran): string =>
  `Run on ${date} on one core of ${machine}, Node ${node}, in ${cpuSeconds} s of processor time.\n`;
