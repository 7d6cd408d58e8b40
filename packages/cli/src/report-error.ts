import { isLossmithError } from '@lossmith/core';
import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes.js';

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the path',
  EACCES: 'permission is denied; change it, or choose another place',
  EISDIR: 'it is a folder; name a file',
  ENOSPC: 'the disk is full; nothing was written',
};

function codeOf(error: unknown): number {
  if (isLossmithError(error)) return error.lossmith === 'option' ? exitCodes.usage : exitCodes.data;
  return isFileError(error) ? exitCodes.file : exitCodes.fault;
}

function messageOf(error: unknown): string {
  if (isLossmithError(error)) return error.message;
  if (isFileError(error)) return `${error.path ?? error.syscall}: ${reasons[error.code ?? ''] ?? error.message}`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a fault of the command; please report it at https://github.com/lossmith/lossmith/issues\n${text}`;
}

/** As data: an error of Lossmith with its kind and fields, such as the path in a specification. */
function detailsOf(error: unknown): object {
  const message = messageOf(error);
  if (isLossmithError(error)) return { ...error.cause, message };
  return isFileError(error) ? { name: 'FileError', code: error.code, path: error.path, message } : { message };
}

/** Says on stderr what went wrong, and returns the code to end with. */
export function reportError(error: unknown, json: boolean): number {
  // Commander has said it by itself; help that was asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const text = json ? JSON.stringify({ error: detailsOf(error) }) : `lossmith: ${messageOf(error)}`;
  process.stderr.write(`${text}\n`);
  return codeOf(error);
}
