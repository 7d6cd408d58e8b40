import { readFileSync } from 'node:fs';
import * as core from '@lossmith/core';
import { describe, expect, test } from 'vitest';

const folderOf = (name: string) => new URL(`../../packages/${name}/`, import.meta.url);

/** The module behind an entry point of a built package. */
async function entry(name: string, point: string): Promise<Readonly<Record<string, unknown>>> {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folderOf(name)), 'utf8'));
  return import(new URL(manifest.exports[point].default, folderOf(name)).href);
}

/** Bundlers that keep all of a namespace (esbuild does) keep one link where it is imported from its own entry point. */
describe.each(['core', 'wasm', 'tfjs', 'onnx', 'webgpu', 'python'])('@lossmith/%s', (name) => {
  test('links has what the namespace of core has', async () => {
    expect({ ...(await entry(name, './links')) }).toEqual({ ...core.links });
  });

  test('losses has what the namespace of core has', async () => {
    expect({ ...(await entry(name, './losses')) }).toEqual({ ...core.losses });
  });
});
