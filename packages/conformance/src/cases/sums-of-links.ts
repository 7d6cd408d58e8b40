import { links, losses } from '@lossmith/core';
import { type LossProgramOptions, parametersOf } from '@lossmith/core/backend';
import { partsOf } from '../artifact-parts.js';
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import { type Fault, fault } from '../fault.js';
import type { Harness } from '../harness.js';
import { everyLink } from './every-link.js';

/** What is emitted for a loss: instructions of its program, and the texts and bytes of its artifact. */
interface Sizes {
  readonly 'instructions of the program': number;
  readonly 'characters and bytes of the artifact': number;
}

const sizeNames = ['instructions of the program', 'characters and bytes of the artifact'] as const;

/** The loss of the sum of some links in a row, from the given one on. */
const sumOf = (count: number, from: number) =>
  losses.matching(
    links.sum(
      Array.from({ length: count }, (_, k) => everyLink[(from + k) % everyLink.length] as (typeof everyLink)[0]),
    ),
  );

async function sizesOf(harness: Harness, count: number, from: number): Promise<Sizes> {
  const loss = sumOf(count, from);
  const options: LossProgramOptions = { outputs: outputNames, parameters: [...parametersOf(loss).keys()] };
  const { program, artifact, dispose } = await harness.compile(loss, options);
  const parts = partsOf(artifact);
  await dispose();
  return {
    'instructions of the program': program.instructions.length,
    'characters and bytes of the artifact': parts.reduce((size, { value }) => size + value.length, 0),
  };
}

/** Names grow with their number (t9, t1234), and what comes twice is written once: half as much again is room enough. */
const room = 1.5;

function growth(own: Sizes, alone: readonly Sizes[], what: string): Fault[] {
  return sizeNames.flatMap((name) => {
    const together = alone.reduce((size, one) => size + one[name], 0);
    if (own[name] <= room * together) return [];
    const message = `${what}: ${own[name]} ${name}, but ${together} for each link by itself, all added up`;
    return [fault('size', `${message}; compute what is used twice once, and give it a name`, own[name] / together)];
  });
}

async function faultsOf(harness: Harness, counts: readonly number[]): Promise<Fault[]> {
  const alone: Sizes[] = [];
  for (let from = 0; from < everyLink.length; from += 1) alone.push(await sizesOf(harness, 1, from));
  for (const count of counts) {
    const faults: Fault[] = [];
    for (let from = 0; from < everyLink.length; from += count) {
      const parts = Array.from({ length: count }, (_, k) => alone[(from + k) % alone.length] as Sizes);
      faults.push(...growth(await sizesOf(harness, count, from), parts, `sum of ${count} links`));
    }
    // What doubles with each link is not tried with more of them.
    if (faults.length > 0) return faults.slice(0, 3);
  }
  return [];
}

const caseOf = (name: string, counts: readonly number[], quick: boolean): Case => ({
  id: `structure/sums of ${name} links, open parameters`,
  level: 'structure',
  quick,
  check: async (harness) => ({ faults: await faultsOf(harness, counts) }),
});

/** What is emitted grows with the number of links, and not faster: a text that doubles with each takes a compiler minutes from four on. */
export const sumOfLinksCases: readonly Case[] = [
  caseOf('4 and 16', [4, 16], true),
  caseOf('2, 3 and 8', [2, 3, 8], false),
];
