import type { OperationName } from '../operations/operation-name.js';
import type { Expression } from './expression.js';

/** How one notation writes things. Precedence: 1 sums, 2 products, 3 signs, 4 powers, 5 atoms. */
interface Notation {
  readonly leaf: (node: Expression) => string;
  readonly call: (op: OperationName, args: readonly string[], node: Expression) => string;
  readonly infix: { readonly [op in OperationName]?: readonly [symbol: string, precedence: number] };
  readonly fences: readonly [open: string, close: string];
  /** Operations whose layout already separates the arguments (a fraction, a root), so that these need no brackets. */
  readonly layout: { readonly [op in OperationName]?: (args: readonly string[], node: Expression) => string };
}

const precedences: { readonly [op in OperationName]?: number } = {
  add: 1,
  subtract: 1,
  offset: 1,
  multiply: 2,
  divide: 2,
  negate: 3,
  select: 0,
  less: 0,
  lessEqual: 0,
  equal: 0,
  and: 0,
  or: 0,
};

function write(node: Expression, notation: Notation): string {
  if (node.args.length === 0) return notation.leaf(node);
  const layout = notation.layout[node.op];
  if (layout !== undefined)
    return layout(
      node.args.map((argument) => write(argument, notation)),
      node,
    );
  const infix = notation.infix[node.op];
  if (infix === undefined)
    return notation.call(
      node.op,
      node.args.map((argument) => write(argument, notation)),
      node,
    );
  const [symbol, level] = infix;
  const within = (argument: Expression, lowest: number) => {
    const laidOut = notation.layout[argument.op] !== undefined;
    const sign = argument.op === 'constant' && (argument.value as number) < 0 ? 3 : 5;
    const own = laidOut ? 5 : (precedences[argument.op] ?? sign);
    const text = write(argument, notation);
    return fenced(text, own < lowest, notation);
  };
  if (node.args.length === 1) return `${symbol}${within(node.args[0] as Expression, level)}`;
  return node.args.map((argument, k) => within(argument, level + (k === 0 ? 0 : 1))).join(symbol);
}

const fenced = (text: string, needed: boolean, { fences }: Notation) =>
  needed ? `${fences[0]}${text}${fences[1]}` : text;
const number = (value: number) => String(value).replace('Infinity', '∞').replace('-', '−');
const letters: Readonly<Record<string, string>> = { predicted: 'ŝ', target: 's' };

const text: Notation = {
  leaf: (node) => {
    if (node.op === 'constant') return number(node.value as number);
    if (node.op === 'index') return node.axis as string;
    if (node.op === 'size') return `K`;
    return `${letters[node.name as string] ?? node.name}${node.axes === '' ? '' : `[${node.axes}]`}`;
  },
  call: (op, args, node) => `${op}${node.axis === undefined ? '' : `_${node.axis}`}(${args.join(', ')})`,
  infix: {
    add: [' + ', 1],
    subtract: [' − ', 1],
    offset: [' − ', 1],
    multiply: ['·', 2],
    divide: ['/', 2],
    negate: ['−', 3],
    less: [' < ', 1],
    lessEqual: [' ≤ ', 1],
    equal: [' = ', 1],
    and: [' and ', 1],
    or: [' or ', 1],
  },
  fences: ['(', ')'],
  layout: {
    absolute: ([x]) => `|${x}|`,
    integral: ([x]) => `∫₀¹ (${x}) dt`,
    select: ([condition, x, y]) => `(${x} if ${condition} else ${y})`,
  },
};

const latexLetters: Readonly<Record<string, string>> = { predicted: '\\hat{s}', target: 's' };
const latexNames: { readonly [op in OperationName]?: string } = {
  exp: '\\exp',
  log: '\\log',
  tanh: '\\tanh',
  sinh: '\\sinh',
  cosh: '\\cosh',
  arctan: '\\arctan',
  tan: '\\tan',
  sigmoid: '\\sigma',
  gammaP1Integral: '\\chi',
  gammaP2: '\\psi',
  minimum: '\\min',
  maximum: '\\max',
  max: '\\max',
  sum: '\\sum',
};

const latex: Notation = {
  leaf: (node) => {
    if (node.op === 'constant')
      return String(node.value)
        .replace('Infinity', '\\infty')
        .replace(/e([+-]?)0*(\d+)/, (_, s, d) => `\\cdot 10^{${s === '-' ? '-' : ''}${d}}`);
    if (node.op === 'index') return node.axis as string;
    if (node.op === 'size') return 'K';
    const name =
      latexLetters[node.name as string] ??
      ((node.name as string).length > 1 ? `\\mathrm{${node.name}}` : (node.name as string));
    return node.axes === '' ? name : `${name}_{${node.axes}}`;
  },
  call: (op, args, node) => {
    const name = latexNames[op] ?? `\\operatorname{${op}}`;
    return `${name}${node.axis === undefined ? '' : `_{${node.axis}}`}\\left(${args.join(', ')}\\right)`;
  },
  infix: {
    add: [' + ', 1],
    subtract: [' - ', 1],
    offset: [' - ', 1],
    multiply: [' \\, ', 2],
    negate: ['-', 3],
    less: [' < ', 1],
    lessEqual: [' \\le ', 1],
    equal: [' = ', 1],
    and: [' \\land ', 1],
    or: [' \\lor ', 1],
  },
  fences: ['\\left(', '\\right)'],
  layout: {
    absolute: ([x]) => `\\left|${x}\\right|`,
    divide: ([x, y]) => `\\frac{${x}}{${y}}`,
    sqrt: ([x]) => `\\sqrt{${x}}`,
    hypot1: ([x]) => `\\sqrt{1 + \\left(${x}\\right)^2}`,
    power: ([x, y]) => `\\left(${x}\\right)^{${y}}`,
    integral: ([x]) => `\\int_0^1 ${x} \\, dt`,
    select: ([condition, x, y]) => `\\begin{cases} ${x} & ${condition} \\\\ ${y} & \\text{otherwise} \\end{cases}`,
  },
};

/** The expression as a line of text, such as `sinh(ŝ) − sinh(s)`. */
export function printText(expression: Expression): string {
  return write(expression, text);
}

/** The expression in LaTeX, for a formula environment. */
export function printLatex(expression: Expression): string {
  return write(expression, latex);
}
