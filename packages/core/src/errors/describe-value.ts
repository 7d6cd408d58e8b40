/** The longest piece of JSON that an error quotes. */
const longest = 60;

const isList = (value: object): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

/** Whose tensor a value is, by what it has; undefined where it is none. */
export function tensorOf(value: unknown): 'TensorFlow.js' | 'ONNX Runtime' | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  if ('dataSync' in value) return 'TensorFlow.js';
  return 'dims' in value ? 'ONNX Runtime' : undefined;
}

/** What holds more than options by name, in words: tensors, links, losses and expressions; undefined for any other object. */
function roleOf(value: object): string | undefined {
  const tensor = tensorOf(value);
  if (tensor !== undefined) return `a tensor of ${tensor}`;
  const { type, op } = value as Readonly<Record<string, unknown>>;
  if (type === 'lossmith.link' || type === 'lossmith.loss') return `a ${type.slice('lossmith.'.length)}`;
  return typeof op === 'string' ? 'an expression' : undefined;
}

/** Whether a value may hold options by name: an object that is no list, array, tensor, link, loss or expression. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value) && roleOf(value) === undefined;

function json(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function describeObject(value: object): string {
  const { name } = (value.constructor ?? Object) as { readonly name?: string };
  if (name === undefined || name === 'Object' || name === 'Array') return json(value);
  return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** A value in words, for errors: numbers and texts as they are, objects by what they are. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return json(value);
  if (typeof value === 'object' && value !== null) return roleOf(value) ?? describeObject(value);
  return typeof value === 'bigint' ? `${value}n` : String(value);
}
