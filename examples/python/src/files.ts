import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers as a file of float32. */
export function writeNumbers(folder: string, name: string, values: ArrayLike<number>): string {
  writeFileSync(join(folder, name), Float32Array.from(values));
  return name;
}

export function readNumbers(folder: string, name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
