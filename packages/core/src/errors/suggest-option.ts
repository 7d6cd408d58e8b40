import { describeValue } from './describe-value.js';

/** Texts that are values of an option by which everyone knows it. */
const texts: Readonly<Record<string, readonly string[]>> = {
  reduction: ['none', 'sum', 'mean', 'example'],
  form: ['matching', 'divergence'],
  target: ['score', 'output', 'probability', 'label', 'relevance', 'gap'],
};

/** What a number, a list or a function that stands where options belong was most likely meant for, the likeliest first. */
const numbers = ['exponent', 'threshold', 'rate', 'temperature', 'beta', 'step', 'threads', 'outputSize'];
const lists = ['knots', 'regions', 'predicted', 'outputs', 'shape'];

function meant(value: unknown, known: readonly string[]): string | undefined {
  const first = (names: readonly string[]) => names.find((name) => known.includes(name));
  if (typeof value === 'string') return first(Object.keys(texts).filter((name) => texts[name]?.includes(value)));
  if (typeof value === 'number') return first(numbers);
  return Array.isArray(value) ? first(lists) : undefined;
}

const quoted = (value: unknown) => (typeof value === 'string' ? `'${value}'` : describeValue(value));

/** What to give where something stands in the place of an object with these keys: 'mean' is told { reduction: 'mean' }. */
export function suggestOption(value: unknown, known: readonly string[]): string {
  const name = meant(value, known);
  return name === undefined ? `give { ${known.join(', ')} }` : `give { ${name}: ${quoted(value)} }`;
}
