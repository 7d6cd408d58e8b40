import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const packageOf = (name) => {
  const entry = dirname(require.resolve(name));
  return entry.slice(0, entry.indexOf(join('node_modules', name)) + join('node_modules', name).length);
};
const folder = fileURLToPath(new URL('../node_modules/.cache/swiftshader/', import.meta.url));

/** Files of a tar archive, by name without folders. */
function* filesOf(tar) {
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const text = (from, length) => tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    if (!text(0, 100).endsWith('/')) yield [basename(text(0, 100)), tar.subarray(at + 512, at + 512 + size)];
    at += 512 + 512 * Math.ceil(size / 512);
  }
}

/** SwiftShader, a Vulkan driver that needs no GPU, as the npm package @sparticuz/chromium brings it for Linux on x86-64. */
function unpackDriver() {
  if (existsSync(folder)) return;
  const archive = join(packageOf('@sparticuz/chromium'), 'bin/swiftshader.tar.br');
  const draft = `${folder.slice(0, -1)}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, bytes] of filesOf(brotliDecompressSync(readFileSync(archive))))
    writeFileSync(join(draft, name), bytes);
  try {
    renameSync(draft, folder);
  } catch (cause) {
    if (!existsSync(folder)) throw cause;
  }
}

/**
 * Loads a library for good, and says whether it is there. Dawn looks for libvulkan.so.1 by that name, and LD_LIBRARY_PATH counts only
 * where it is set before a process starts; but a library that is loaded already is found. Node unloads what is no addon, but for
 * RTLD_NODELETE.
 */
function load(library) {
  const [lazy, keep] = [1, 0x1000];
  try {
    process.dlopen({ exports: {} }, library, lazy | keep);
  } catch (cause) {
    return /self-register/.test(cause.message);
  }
  return true;
}

/**
 * Dawn's binding asks in a loop of setImmediate whether its threads are done, and takes a whole core from them meanwhile, 40 % of the time of
 * the kit on two cores. Between two questions the loop sleeps for a moment.
 */
function askSeldom() {
  const { setImmediate } = globalThis;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const isNative = (callback) => Function.prototype.toString.call(callback).includes('[native code]');
  globalThis.setImmediate = (callback, ...args) => {
    if (isNative(callback)) Atomics.wait(cell, 0, 0, 0.3);
    return setImmediate(callback, ...args);
  };
}

/**
 * What Dawn adds to shaders for safety, bounds of every access and zeros in workgroup memory, makes them take 2.4 times as long to compile
 * on a CPU. Tests in Node leave it out; those in Chromium have it.
 */
const features = ['enable-dawn-features=disable_robustness,disable_workgroup_init'];

let gpu;

/** The WebGPU of Dawn in Node: a real GPU where there is one, else SwiftShader. One instance for the life of the process. */
export async function nodeGpu() {
  if (gpu !== undefined) return gpu;
  const { create } = await import('webgpu');
  askSeldom();
  const linux = process.platform === 'linux' && process.arch === 'x64';
  if (!linux || load('libvulkan.so.1')) {
    gpu = create(features);
    if (!linux || (await gpu.requestAdapter()) !== null) return gpu;
  }
  unpackDriver();
  process.env.VK_ICD_FILENAMES = join(folder, 'vk_swiftshader_icd.json');
  load(join(folder, 'libvulkan.so.1'));
  gpu = create(features);
  return gpu;
}
