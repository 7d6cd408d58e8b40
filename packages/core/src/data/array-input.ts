import { describeValue, tensorOf } from '../errors/describe-value.js';
import { LossmithInputError, LossmithShapeError, LossmithValueError } from '../errors/errors.js';

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

/** Indices of classes: any array input, or 64-bit integers as ONNX has them. */
export type LabelInput = ArrayInput | bigint | BigInt64Array | BigUint64Array | readonly LabelInput[];

/** Numbers in row-major order, and their shape; `flat` where the shape is only the length because none was given. */
export interface Tensor {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly flat: boolean;
}

/** What an input is to be: the shape that stands beside a flat typed array, and whether its numbers are labels. */
export interface Expected {
  readonly shape?: readonly number[] | undefined;
  readonly labels?: boolean;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

type BigIntegers = BigInt64Array | BigUint64Array;

const isBig = (value: unknown): value is BigIntegers =>
  value instanceof BigInt64Array || value instanceof BigUint64Array;

type Typed = TypedNumbers | BigIntegers;

const isTyped = (value: unknown): value is Typed => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Whether a value is one number; 64-bit integers are labels alone. */
const isNumber = (value: unknown, labels: boolean): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (labels && typeof value === 'bigint');

/** Whether a value is an array that may hold numbers. */
const isArray = (value: unknown, labels: boolean): value is Typed | readonly unknown[] =>
  Array.isArray(value) || (isTyped(value) && (labels || !isBig(value)));

/** Arrays whose memory was transferred elsewhere, or shrunk away from under them, look as if they were empty. */
function checkAttached(name: string, value: Typed): void {
  if (value.length > 0) return;
  try {
    value.at(0);
  } catch {
    throw new LossmithInputError(name, 'is detached: its buffer was transferred or has shrunk', 'copy it before that');
  }
}

/** How to get at the numbers of a tensor, and at its shape. */
const insideTensors = {
  'TensorFlow.js': ['dataSync()', 'shape'],
  'ONNX Runtime': ['data', 'dims'],
} as const;

/** What to give in place of something that holds no numbers, or none that can be read here. */
function adviceFor(name: string, value: unknown): string {
  const tensor = tensorOf(value);
  if (tensor !== undefined) {
    const [numbers, shape] = insideTensors[tensor];
    return `give its numbers: ${name}: tensor.${numbers}${name === 'predicted' ? `, shape: tensor.${shape}` : ''}`;
  }
  if (isBig(value)) return 'give numbers: Float32Array.from(values, Number)';
  if (value instanceof Promise) return 'await it';
  const memory = value instanceof DataView || value instanceof ArrayBuffer;
  return memory
    ? 'give a typed array over it: new Float32Array(buffer)'
    : 'give nested arrays of numbers, or a typed array';
}

function shapeOf(value: unknown): number[] {
  if (isTyped(value)) return [value.length];
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}

/** Writes the numbers of a nested array of the given shape behind one another. */
function flatten(name: string, value: unknown, shape: readonly number[], labels: boolean, out: number[]): number[] {
  const isOne = isNumber(value, labels);
  if (!isOne && !isArray(value, labels)) {
    throw new LossmithValueError(name, out.length, value, 'not a number', 'give numbers');
  }
  if (isTyped(value)) checkAttached(name, value);
  const length = isOne ? undefined : (value as Typed).length;
  if (length !== shape[0]) {
    throw new LossmithShapeError(name, isOne ? [] : [length as number], shape, 'nested arrays must be rectangular');
  }
  if (length === undefined) out.push(Number(value));
  else {
    const inner = shape.slice(1);
    // By index: forEach and the like pass over holes.
    for (let k = 0; k < length; k += 1) flatten(name, (value as Typed)[k], inner, labels, out);
  }
  return out;
}

/** A shape as users give it: lengths of axes. `example` is one that could stand there. */
export function checkLengths(given: unknown, example: readonly number[]): readonly number[] {
  if (Array.isArray(given) && given.every((length) => Number.isInteger(length) && length >= 0)) return given;
  const advice = `give a list of whole numbers: shape: [${example.join(', ')}]`;
  throw new LossmithInputError('shape', `is ${describeValue(given)}`, advice);
}

function checkShape(name: string, tensor: Tensor, given: unknown): readonly number[] {
  const lengths = checkLengths(given, tensor.shape);
  if (sizeOf(lengths) === tensor.values.length) return lengths;
  throw new LossmithShapeError(name, tensor.shape, lengths, 'give as many values');
}

/** The input as flat numbers with a shape. */
export function toTensor(name: string, value: unknown, { shape: given, labels = false }: Expected = {}): Tensor {
  if (!isNumber(value, labels) && !isArray(value, labels)) {
    throw new LossmithInputError(
      name,
      value === undefined ? 'is missing' : `is ${describeValue(value)}`,
      adviceFor(name, value),
    );
  }
  const flat = isTyped(value);
  if (flat) checkAttached(name, value);
  const shape = shapeOf(value);
  const tensor = { values: flat && !isBig(value) ? value : flatten(name, value, shape, labels, []), shape, flat };
  return given === undefined ? tensor : { ...tensor, shape: checkShape(name, tensor, given), flat: false };
}
