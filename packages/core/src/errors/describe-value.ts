/** The longest piece of JSON that an error quotes. */
const longest = 60;

/** Whose tensor a value is, by what it has; undefined where it is none. */
export function tensorOf(value: unknown): 'TensorFlow.js' | 'ONNX Runtime' | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return undefined;
  if ('dataSync' in value) return 'TensorFlow.js';
  return 'dims' in value ? 'ONNX Runtime' : undefined;
}

function json(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function describeObject(value: object): string {
  const tensor = tensorOf(value);
  if (tensor !== undefined) return `a tensor of ${tensor}`;
  const { type, op, constructor: made } = value as Readonly<Record<string, unknown>>;
  if (type === 'lossmith.link' || type === 'lossmith.loss') return `a ${type.slice('lossmith.'.length)}`;
  if (typeof op === 'string') return 'an expression';
  const { name } = (made ?? Object) as { readonly name?: string };
  if (name === undefined || name === 'Object' || name === 'Array') return json(value);
  return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** A value in words, for errors: numbers and texts as they are, objects by what they are. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return json(value);
  if (typeof value === 'object' && value !== null) return describeObject(value);
  return typeof value === 'bigint' ? `${value}n` : String(value);
}
