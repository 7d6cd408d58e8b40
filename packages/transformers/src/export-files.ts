import { LossmithError, LossmithInputError } from '@lossmith/core';
import { classifierConfig } from './classifier-config.js';
import { checkPooled } from './embed-options.js';
import type { Pooled } from './features.js';
import { joinModel } from './join-model.js';
import { checkHead, type TrainedHead } from './trained-head.js';

/** The contents of a model's folder by their paths in it: 'config.json', 'onnx/model.onnx' and so on. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

export interface ExportOptions extends Partial<Pooled> {
  /** A name for each score. Default: LABEL_0 and so on. */
  readonly labels?: readonly string[];
}

const isModel = (path: string) => /^onnx\/model\w*\.onnx$/.test(path);

function configOf(files: ModelFiles): Readonly<Record<string, unknown>> {
  const bytes = files['config.json'];
  if (bytes === undefined)
    throw new LossmithError('model', 'the backbone has no config.json', "give a folder in transformers.js' layout");
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new LossmithError('model', `config.json cannot be read: ${String(cause)}`, 'correct it');
  }
}

/** How features were made: as the head says, or as is asked for where it was trained on a table of its own. */
function pooledOf({ pooled }: TrainedHead, { pooling, normalise }: ExportOptions): Pooled {
  if (pooled !== undefined) return pooled;
  if (pooling !== undefined && normalise !== undefined) return checkPooled({ pooling, normalise });
  const what = 'was not trained on features of embed, so that it does not know how they were made';
  throw new LossmithInputError('head', what, "say it: { pooling: 'mean', normalise: false }");
}

/** The files of the exported model but config.json, and that: without it nothing loads the rest. */
export interface ExportedFiles {
  readonly files: ModelFiles;
  readonly config: Uint8Array;
}

/** The files of a model that is backbone and head in one, out of those of the backbone; config.json stands apart, to be written last. */
export function exportFiles(head: TrainedHead, backbone: ModelFiles, options: ExportOptions = {}): ExportedFiles {
  checkHead(head);
  const pooled = pooledOf(head, options);
  const config = classifierConfig(configOf(backbone), head, options.labels);
  const paths = Object.keys(backbone);
  if (!paths.some(isModel))
    throw new LossmithError('model', 'the backbone has no onnx/model.onnx', "give a folder in transformers.js' layout");
  const kept = paths.filter((path) => path !== 'config.json');
  const files = kept.map((path) => {
    const bytes = backbone[path] as Uint8Array;
    return [path, isModel(path) ? joinModel(bytes, head, pooled) : bytes] as const;
  });
  return { files: Object.fromEntries(files), config: new TextEncoder().encode(`${JSON.stringify(config, null, 2)}\n`) };
}
