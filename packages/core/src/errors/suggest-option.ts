import { describeValue } from './describe-value.js';

/** Options by which a text, a number or a list that stands where options belong is known. */
const meant =
  /^(reduction: '(none|sum|mean|example)'|form: '(matching|divergence)'|target: '(score|output|probability|label|relevance|gap)'|(exponent|threshold|rate|temperature|beta|step|threads|outputSize): [-+.e\d]+|(knots|regions|predicted|outputs): \[.*)$/;

/** What to give where something stands in the place of an object with these keys: 'mean' is told { reduction: 'mean' }. */
export function suggestOption(value: unknown, known: readonly string[]): string {
  const given = typeof value === 'string' ? `'${value}'` : describeValue(value);
  const option = known.map((name) => `${name}: ${given}`).find((text) => meant.test(text));
  return `give { ${option ?? known.join(', ')} }`;
}

/** What is wrong with something that stands in the place of an object with these keys, and what to give. */
export const notAnObject = (
  value: unknown,
  known: readonly string[],
  be = 'is',
): readonly [what: string, advice: string] => [
  value === undefined ? `${be} missing` : `must be an object, got ${describeValue(value)}`,
  suggestOption(value, known),
];
