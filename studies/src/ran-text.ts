import type { Ran } from './results.js';

export const ranText = ({ date, machine, node, cpuSeconds }: Ran): string =>
  `Run on ${date} on one core of ${machine}, Node ${node}, in ${cpuSeconds} s of processor time.\n`;
