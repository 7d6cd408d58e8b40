/** A text or list of bytes found in an artifact, and the way to it. */
export interface ArtifactPart {
  readonly path: string;
  readonly value: string | Uint8Array;
}

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const isPlain = (value: object) => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/**
 * The texts and bytes an artifact is or holds in plain objects: what can be compared and searched. A function, or an object
 * of the runtime, has none.
 */
export function partsOf(artifact: unknown, path = '', seen = new Set<object>()): readonly ArtifactPart[] {
  if (typeof artifact === 'string') return [{ path, value: artifact }];
  if (typeof artifact !== 'object' || artifact === null || seen.has(artifact)) return [];
  seen.add(artifact);
  if (artifact instanceof ArrayBuffer) return [{ path, value: new Uint8Array(artifact) }];
  if (ArrayBuffer.isView(artifact)) return [{ path, value: bytesOf(artifact) }];
  if (!isPlain(artifact)) return [];
  return Object.entries(artifact).flatMap(([name, value]) => partsOf(value, `${path}.${name}`, seen));
}
