/** One field of a protobuf message: a number as varint, or bytes. */
function field(number: number, value: number | string | readonly number[]): number[] {
  if (typeof value === 'number') return [number << 3, ...varint(value)];
  const bytes = typeof value === 'string' ? [...new TextEncoder().encode(value)] : value;
  return [(number << 3) | 2, ...varint(bytes.length), ...bytes];
}

const varint = (x: number): number[] => (x < 128 ? [x] : [(x & 127) | 128, ...varint(x >> 7)]);

/** An ONNX model of one node, y = x + x, over float32 tensors [n]. Field numbers: onnx.proto of ONNX 1.12. */
export function doubleModel(): Uint8Array {
  const tensor = (name: string) => [
    ...field(1, name),
    ...field(2, field(1, [...field(1, 1), ...field(2, field(1, field(2, 'n')))])),
  ];
  const node = [...field(1, 'x'), ...field(1, 'x'), ...field(2, 'y'), ...field(4, 'Add')];
  const graph = [...field(1, node), ...field(2, 'double'), ...field(11, tensor('x')), ...field(12, tensor('y'))];
  const opset = [...field(1, ''), ...field(2, 17)];
  return Uint8Array.from([...field(1, 8), ...field(7, graph), ...field(8, opset)]);
}
