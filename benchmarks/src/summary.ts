import type { Ratio, Results } from './shape.js';
import { number, ratioIn } from './show.js';

/** Said in place of what has no results. */
export const UNMEASURED = 'Not measured yet.\n';

/** A ratio of a task, to three digits. */
function found(results: Results, name: string, section: string, task: string, ratio: Ratio): string | undefined {
  const row = results[name]?.sections.find((one) => one.name === section)?.rows.find((one) => one.task === task);
  const value = row && ratioIn(row, ratio);
  return value && number(value.median);
}

/** The first sentences of the page: what one asks first. */
export function summaryText(results: Results): string {
  const kernel = (of: string, over: string) => found(results, 'wasm', 'scores', 'sinh', { of, over });
  const [own, plain, typed] = [
    kernel('own arrays', 'meanSquaredError'),
    kernel('kernel', 'meanSquaredError'),
    kernel('kernel', 'as typed'),
  ];
  if (own === undefined || plain === undefined || typed === undefined) return UNMEASURED;
  const inside = found(results, 'tfjs', 'scores', 'sinh', { of: 'by wasm', over: 'as typed' });
  const beside =
    inside === undefined
      ? ''
      : `
Inside TensorFlow.js, \`compileTfjs\` takes ${inside} times as long as that formula.`;
  return `A WebAssembly kernel for the sinh link takes **${plain} times** as long as TensorFlow.js' mean squared error with its gradient, ${own} times on arrays of its own,
and ${typed} times as long as the formula of the same loss as one would type it.${beside}
`;
}

/** The picture, which is drawn of the same results. */
export const pictureText = (results: Results): string =>
  results.wasm?.sections.some(({ name }) => name === 'scores') === true
    ? '![Times of five links, on arrays of the kernel, on plain arrays, and as typed in TensorFlow.js, beside mean squared error](pictures/speed.svg)\n'
    : UNMEASURED;
