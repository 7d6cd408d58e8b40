import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LossmithInputError, LossmithOptionError } from '@lossmith/core';

/** A file, or stdin where the path is '-'. `what` is what should be in it, for errors. */
export function openInput(path: string, what: string): Readable {
  if (path !== '-') return createReadStream(path);
  if (!process.stdin.isTTY) return process.stdin;
  throw new LossmithInputError(what, 'should come from stdin, which is a terminal', 'name a file, or pipe it in');
}

/** All the text of a file or of stdin. */
export const readText = (path: string, what: string): Promise<string> => text(openInput(path, what));

/** Stdin can be read once. */
export function checkOneStdin(...paths: readonly string[]): void {
  if (paths.filter((path) => path === '-').length <= 1) return;
  throw new LossmithOptionError(
    '-',
    'both the specification and the data are to come from stdin',
    'name a file for one',
  );
}
