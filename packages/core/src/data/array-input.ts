import { LossmithShapeError, LossmithValueError } from '../errors/errors.js';

export type TypedNumbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Uint8ClampedArray;

/** Numbers (or truth values) as nested arrays of any depth, or flat in a typed array with its shape given beside it. */
export type ArrayInput = number | boolean | TypedNumbers | readonly ArrayInput[];

/** Numbers in row-major order, and their shape; `flat` where the shape is only the length because none was given. */
export interface Tensor {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly flat: boolean;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

const isTyped = (value: unknown): value is TypedNumbers => ArrayBuffer.isView(value) && !(value instanceof DataView);

function shapeOf(value: ArrayInput): number[] {
  const shape: number[] = [];
  for (
    let inner: ArrayInput | undefined = value;
    typeof inner === 'object';
    inner = (inner as readonly ArrayInput[])[0]
  ) {
    shape.push(inner.length);
    if (isTyped(inner)) break;
  }
  return shape;
}

/** Writes the numbers of a nested array of the given shape behind one another. */
function flatten(name: string, value: ArrayInput, shape: readonly number[], out: number[]): number[] {
  if (typeof value === 'number' || typeof value === 'boolean') {
    if (shape.length > 0) throw new LossmithShapeError(name, [], shape, 'nested arrays must be rectangular');
    out.push(Number(value));
    return out;
  }
  if (typeof value !== 'object' || value === null) {
    throw new LossmithValueError(name, out.length, Number.NaN, `not a number but ${typeof value}`, 'give numbers');
  }
  if (value.length !== shape[0]) {
    throw new LossmithShapeError(name, [value.length], shape, 'nested arrays must be rectangular');
  }
  for (const inner of value as readonly ArrayInput[]) flatten(name, inner, shape.slice(1), out);
  return out;
}

/** The input as flat numbers with a shape; `given` is the shape that stands beside flat typed arrays. */
export function toTensor(name: string, value: ArrayInput, given?: readonly number[]): Tensor {
  const typed = isTyped(value);
  const shape = shapeOf(value);
  const values: ArrayLike<number> = typed ? value : flatten(name, value, shape, []);
  if (given === undefined) return { values, shape, flat: typed };
  const lengths = given.every((length) => Number.isInteger(length) && length >= 0);
  if (!lengths || sizeOf(given) !== values.length) {
    throw new LossmithShapeError(name, shape, given, 'give as many values');
  }
  return { values, shape: given, flat: false };
}
