import { readFileSync } from 'node:fs';
import type { AllResults } from './overview.js';
import { studies } from './studies.js';

/** The committed results of a study. */
export function readResults(name: string): object {
  const { file } = studies.find((study) => study.name === name)!;
  return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
}

export const readAll = (): AllResults =>
  Object.fromEntries(studies.map(({ name }) => [name, readResults(name)])) as unknown as AllResults;
