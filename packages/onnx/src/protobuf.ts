/** Fields of protocol-buffer messages as bytes (https://protobuf.dev/programming-guides/encoding). */

const encoder = new TextEncoder();

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return joined;
}

/** Seven bits a byte, lowest first; a negative number as its two's complement of 64 bits. */
function varint(value: number): Uint8Array {
  if (value >= 0 && value < 128) return Uint8Array.of(value);
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
}

const tag = (field: number, wireType: 0 | 2) => varint(field * 8 + wireType);

export const integerField = (field: number, value: number): Uint8Array => joinBytes([tag(field, 0), varint(value)]);

export const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  joinBytes([tag(field, 2), varint(bytes.length), bytes]);

export const textField = (field: number, text: string): Uint8Array => bytesField(field, encoder.encode(text));

export const messageField = (field: number, parts: readonly Uint8Array[]): Uint8Array =>
  bytesField(field, joinBytes(parts));
