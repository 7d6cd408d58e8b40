import { ShareError } from './checks.js';
import { readState } from './read-state.js';
import type { State } from './state.js';

/** Longer links are cut by programs that pass them on; own scores are thinned until the link is shorter. */
export const longestHash = 30_000;
/** What a link may unpack to: a small text can hold gigabytes of zeros. */
const largestText = 32 * 2 ** 20;

async function* through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value as Uint8Array;
}

async function gather(parts: AsyncIterable<Uint8Array>, most = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > most) throw new ShareError('the link', `unpacks to more than ${most} bytes`);
    all.push(part);
  }
  return new Uint8Array(await new Blob(all as BlobPart[]).arrayBuffer());
}

/** base64url of RFC 4648, which may stand in an address as it is. */
function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

async function pack(state: State): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(state));
  return `1${toText(await gather(through(json, new CompressionStream('deflate-raw'))))}`;
}

/** So many of the scores, evenly by rank, the smallest and the largest among them. */
function thinned(values: readonly number[], count: number): readonly number[] {
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: count }, (_, k) => sorted[Math.round((k * (sorted.length - 1)) / (count - 1))] as number);
}

/** What stands behind '#', and how many of the reader's own scores it holds. */
export interface Shared {
  readonly hash: string;
  readonly scores: number;
}

/** The whole state as text for an address. Own scores that would make it too long are thinned evenly by rank. */
export async function share(state: State): Promise<Shared> {
  const { scores } = state;
  if (scores.kind === 'sample') return { hash: await pack(state), scores: 0 };
  let values = scores.values.length > longestHash ? thinned(scores.values, longestHash / 4) : scores.values;
  for (;;) {
    const hash = await pack({ ...state, scores: { kind: 'own', values } });
    if (hash.length <= longestHash || values.length < 100) return { hash, scores: values.length };
    values = thinned(scores.values, Math.floor(values.length / 2));
  }
}

/** The state in a link. Throws for what holds none. */
export async function unshare(hash: string): Promise<State> {
  const text = hash.replace(/^#/, '');
  if (!/^1[\w-]+$/.test(text)) throw new ShareError('the link', 'holds nothing that this page wrote');
  let json: string;
  try {
    const bytes = await gather(through(toBytes(text.slice(1)), new DecompressionStream('deflate-raw')), largestText);
    json = new TextDecoder().decode(bytes);
  } catch (cause) {
    if (cause instanceof ShareError) throw cause;
    throw new ShareError('the link', 'is not whole: part of it was lost on the way');
  }
  return readState(JSON.parse(json));
}
