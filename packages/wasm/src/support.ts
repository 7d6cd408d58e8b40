/** A module of one function that returns a vector: what is valid where 128-bit vectors are known. */
// biome-ignore format: bytes
const probe = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x11, 0x0b,
);

let known: boolean | undefined;

/** Whether modules can be run here. Says nothing: who asks may have another way than the reference evaluator. */
export function hasVectors(): boolean {
  try {
    known ??= new WebAssembly.Module(probe) !== undefined;
  } catch {
    known = false;
  }
  return known;
}

let said = false;

/** Says, once, that the reference evaluator runs in place of modules. */
export function warnOfReference(): void {
  if (said) return;
  said = true;
  const what = 'WebAssembly, or its 128-bit vectors, are missing or forbidden here';
  console.warn(`Lossmith: ${what}: losses run in the reference evaluator, right but many times slower.`);
}
