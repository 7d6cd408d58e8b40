/** The longest piece of JSON that an error quotes. */
const longest = 60;

const has = (value: object, ...names: readonly string[]) => names.every((name) => name in value);

/** Whose tensor a value is, by what it has; undefined where it is none. */
export function tensorOf(value: unknown): 'TensorFlow.js' | 'ONNX Runtime' | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return undefined;
  if (has(value, 'dataSync', 'shape')) return 'TensorFlow.js';
  return has(value, 'dims', 'type') ? 'ONNX Runtime' : undefined;
}

function json(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

const withArticle = (name: string) => (/^[aeio]/i.test(name) ? `an ${name}` : `a ${name}`);

function describeObject(value: object): string {
  const tensor = tensorOf(value);
  if (tensor !== undefined) return `a tensor of ${tensor}`;
  const { type, op } = value as { readonly type?: unknown; readonly op?: unknown };
  if (type === 'lossmith.link' || type === 'lossmith.loss') return `a ${type.slice('lossmith.'.length)}`;
  if (typeof op === 'string' && has(value, 'args')) return 'an expression';
  const { name } = (value.constructor ?? Object) as { readonly name?: string };
  return Array.isArray(value) || name === 'Object' || !name ? json(value) : withArticle(name);
}

/** A value in words, for errors: numbers and texts as they are, objects by what they are. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return json(value);
  return typeof value === 'object' && value !== null ? describeObject(value) : String(value);
}
