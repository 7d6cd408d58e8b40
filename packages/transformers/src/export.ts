/** Trained heads as ordinary models. Entry point '@lossmith/transformers/export', apart because it reads and writes models. */
import { LossmithInputError, LossmithOptionError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import { type ExportOptions, exportFiles, type ModelFiles } from './export-files.js';
import type { TrainedHead } from './trained-head.js';

export { type ExportedFiles, type ExportOptions, exportFiles, type ModelFiles } from './export-files.js';

export interface ExportModelOptions extends ExportOptions {
  /** Called after each file is written. */
  readonly onFile?: (path: string) => void;
}

/** Node's modules, asked for where they are used: browsers have `exportFiles`. */
async function node() {
  const [files, path] = await Promise.all([import('node:fs/promises'), import('node:path')]);
  return { ...files, ...path };
}

type Node = Awaited<ReturnType<typeof node>>;

/** What transformers.js reads of a folder: its models, and texts beside them (tokenizer.json and so on). */
const isRead = (path: string) => /^onnx\/model\w*\.onnx$/.test(path) || /^[^/]+\.(json|txt|model)$/.test(path);

async function readFolder(folder: string, { readdir, readFile, join }: Node): Promise<ModelFiles> {
  const namesIn = async (inside: string) => {
    const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => `${inside}${name}`);
  };
  const paths = [...(await namesIn('')), ...(await namesIn('onnx/'))].filter(isRead);
  const found = await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const));
  if (found.length > 0) return Object.fromEntries(found);
  const advice = "give the path of a folder in transformers.js' layout: config.json, tokenizer.json, onnx/model.onnx";
  throw new LossmithInputError('backboneDirectory', `'${folder}' holds no model`, advice);
}

/** Writes a file so that it is on the disk, and not only on its way, when this ends. */
async function writeThrough(path: string, bytes: Uint8Array, { mkdir, open, dirname }: Node): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a folder in transformers.js' layout, which both libraries load with `pipeline('text-classification', …)`: backbone and head in one ONNX graph, config.json with architecture
 * and labels, and the backbone's tokenizer. `directory` must not exist. It appears whole or not at all: everything is written to '.NAME.partial' beside it, config.json last, without
 * which nothing loads, and renamed. What a killed process leaves there the next export to the same place removes. Every onnx/model*.onnx of the backbone is joined with the head.
 */
export async function exportModel(
  head: TrainedHead,
  backboneDirectory: string,
  directory: string,
  options: ExportModelOptions = {},
): Promise<void> {
  checkOptions(options, ['labels', 'pooling', 'normalise', 'onFile']);
  const fs = await node();
  const exists = await fs.stat(directory).catch(() => undefined);
  if (exists !== undefined)
    throw new LossmithOptionError('directory', `'${directory}' exists`, 'remove it, or give another');
  const { files, config } = exportFiles(head, await readFolder(backboneDirectory, fs), options);
  const target = fs.resolve(directory);
  const partial = fs.join(fs.dirname(target), `.${fs.basename(target)}.partial`);
  await fs.rm(partial, { recursive: true, force: true });
  try {
    for (const [path, bytes] of [...Object.entries(files), ['config.json', config] as const]) {
      await writeThrough(fs.join(partial, path), bytes, fs);
      options.onFile?.(path);
    }
    await fs.rename(partial, target);
  } catch (cause) {
    await fs.rm(partial, { recursive: true, force: true });
    throw cause;
  }
}
