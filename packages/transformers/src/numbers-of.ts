import { fromFloat16Bits } from '@lossmith/core/backend';
import type { PeerTensor } from './peer.js';

/** The numbers of a floating-point tensor; undefined where it is none. float16 are bits on Node 20. */
export function numbersOf({ type, data }: PeerTensor): ArrayLike<number> | undefined {
  if (type === 'float16' && data instanceof Uint16Array) return Float32Array.from(data, fromFloat16Bits);
  if (type !== 'float32' && type !== 'float64' && type !== 'float16') return undefined;
  return data as ArrayLike<number>;
}
