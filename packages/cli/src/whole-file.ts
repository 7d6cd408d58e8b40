import { once } from 'node:events';
import { realpathSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';

type Part = string | Uint8Array;
type Parts = Iterable<Part> | AsyncIterable<Part>;

async function writeTo(stream: Writable, parts: Parts): Promise<void> {
  for await (const part of parts) if (!stream.write(part)) await once(stream, 'drain');
}

/** What a path leads to: a link's target, so that a file is replaced and not the link to it. */
function targetOf(path: string): { readonly path: string; readonly device: boolean } {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { path, device: false };
  const target = realpathSync(path);
  return { path: target, device: !statSync(target).isFile() };
}

/** Removes a file that is not finished when the process is interrupted; returns what ends the watch. */
function removedOnInterrupt(path: string): () => void {
  const remove = (signal: NodeJS.Signals) => {
    rmSync(path, { force: true });
    process.exit(128 + constants.signals[signal]);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, remove);
  return () => {
    for (const signal of signals) process.off(signal, remove);
  };
}

async function fill(file: FileHandle, parts: Parts): Promise<void> {
  try {
    // Of a text that is longer than a write takes, writeFile writes the rest too, at the current position.
    for await (const part of parts) await file.writeFile(part);
    // A name is not to stand for what a loss of power would take back; devices cannot be told to.
    if ((await file.stat()).isFile()) await file.sync();
  } finally {
    await file.close();
  }
}

/** Fills a new file and gives it its name. */
async function fillAndName(unfinished: string, path: string, parts: Parts): Promise<void> {
  const file = await open(unfinished, 'wx');
  try {
    await fill(file, parts);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The file is there under its name when all of it is: until then it has another beside it. */
async function writeBeside(path: string, parts: Parts): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  // Before there is a file: an interrupt would leave it.
  const finished = removedOnInterrupt(unfinished);
  try {
    await fillAndName(unfinished, path, parts);
  } finally {
    finished();
  }
}

/** Writes all parts to a file, whole or not at all, or to stdout where no path is given, as fast as it takes them. */
export async function writeResult(path: string | undefined, parts: Parts): Promise<void> {
  if (path === undefined) return writeTo(process.stdout, parts);
  const target = targetOf(path);
  if (!target.device) return writeBeside(target.path, parts);
  // Such as /dev/null: nothing to replace.
  const file = await open(target.path, 'w');
  return fill(file, parts);
}
