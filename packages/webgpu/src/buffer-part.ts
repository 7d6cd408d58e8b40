import { LossmithOptionError } from '@lossmith/core';

/** A buffer of the user's, or a part of one; `offset` and `size` in bytes. */
export type BufferPart = GPUBuffer | { readonly buffer: GPUBuffer; readonly offset?: number; readonly size?: number };

/** Buffers of a call by the names of inputs and outputs. */
export type Buffers = Readonly<Record<string, BufferPart | undefined>>;

export interface Resource {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

const isBuffer = (value: unknown): value is GPUBuffer => typeof (value as GPUBuffer | null)?.mapState === 'string';

/** The part that is meant, the rest of its buffer where it has no size. */
export function resourceOf(name: string, part: unknown): Resource {
  const { buffer, offset = 0, size } = isBuffer(part) ? { buffer: part } : Object(part);
  if (isBuffer(buffer)) return { buffer, offset, size: size ?? buffer.size - offset };
  const what = part === undefined ? 'has no buffer' : 'is no GPUBuffer';
  throw new LossmithOptionError(name, what, `give a GPUBuffer for ${name}`);
}

/** Whether two parts have bytes in common. */
export const overlap = (x: Resource, y: Resource): boolean =>
  x.buffer === y.buffer && x.offset < y.offset + y.size && y.offset < x.offset + x.size;
