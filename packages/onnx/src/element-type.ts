/** Types of the elements of tensors, by their names in ONNX Runtime's JavaScript interface. */
export type ElementType = 'float32' | 'float64' | 'float16' | 'int64' | 'bool';

/** TensorProto.DataType. */
export const elementCodes: Readonly<Record<ElementType, number>> = {
  float32: 1,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
};

const typedBytes = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Numbers as the raw data of a tensor, little endian, as every platform of ONNX Runtime has them. */
export function rawData(type: Exclude<ElementType, 'bool' | 'float16'>, values: ArrayLike<number>): Uint8Array {
  if (type === 'float32') return typedBytes(Float32Array.from(values));
  if (type === 'float64') return typedBytes(Float64Array.from(values));
  return typedBytes(BigInt64Array.from(Array.from(values, BigInt)));
}
