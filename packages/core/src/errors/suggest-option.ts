import { describeValue } from './describe-value.js';

/** Options by which a text, or a number, that stands where options belong is known. */
const byText: readonly (readonly [option: string, text: RegExp])[] = [
  ['reduction', /^(none|sum|mean|example)$/],
  ['form', /^(matching|divergence)$/],
  ['target', /^(score|output|probability|label|relevance|gap)$/],
];
const numbers = /^(exponent|threshold|rate|temperature|beta|step|threads|outputSize)$/;
const lists = /^(knots|regions|predicted|outputs)$/;

function meant(value: unknown, known: readonly string[]): string | undefined {
  if (typeof value === 'string') return byText.find(([name, text]) => known.includes(name) && text.test(value))?.[0];
  const names = Array.isArray(value) ? lists : numbers;
  return typeof value === 'number' || Array.isArray(value) ? known.find((name) => names.test(name)) : undefined;
}

/** What to give where something stands in the place of an object with these keys: 'mean' is told { reduction: 'mean' }. */
export function suggestOption(value: unknown, known: readonly string[]): string {
  const name = meant(value, known);
  const given = typeof value === 'string' ? `'${value}'` : describeValue(value);
  return `give { ${name === undefined ? known.join(', ') : `${name}: ${given}`} }`;
}
