import { type Loss, LossmithSpecError, links, parseLoss } from '@lossmith/core';
import { readText } from './open-input.js';

const isLink = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(links, (value as { kind?: PropertyKey }).kind ?? '');

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // parseLoss says what is wrong with the text.
    return undefined;
  }
}

/** The matching loss of a link as JSON. Paths of faults are those in the link. */
function matchingLoss(link: unknown): Loss {
  try {
    return parseLoss({ kind: 'matching', link });
  } catch (error) {
    if (!(error instanceof LossmithSpecError)) throw error;
    throw new LossmithSpecError(error.path.replace(/^link\.?/, ''), error.what, error.advice);
  }
}

/** The loss that an argument stands for: a file, JSON itself, or '-' for stdin. A link alone stands for its matching loss. */
export async function readSpec(argument: string): Promise<Loss> {
  const json = /^\s*[{["]/.test(argument) ? argument : await readText(argument, 'the specification');
  const value = parsed(json);
  return isLink(value) ? matchingLoss(value) : parseLoss(json);
}
