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
  if (isBuffer(part)) return { buffer: part, offset: 0, size: part.size };
  const { buffer, offset = 0, size } = Object(part);
  if (!isBuffer(buffer))
    throw new LossmithOptionError(
      name,
      'is no GPUBuffer',
      `give a GPUBuffer for ${name}, or { buffer, offset, size }; kernel.run takes arrays`,
    );
  return { buffer, offset, size: size ?? buffer.size - offset };
}

export const sameResource = (x: Resource, y: Resource): boolean =>
  x.buffer === y.buffer && x.offset === y.offset && x.size === y.size;

/** Whether two parts have bytes in common. */
export const overlap = (x: Resource, y: Resource): boolean =>
  x.buffer === y.buffer && x.offset < y.offset + y.size && y.offset < x.offset + x.size;
