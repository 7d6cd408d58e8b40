/** A piece of Python: an expression's text, and how tightly its outermost operator binds. */
export interface Piece {
  readonly text: string;
  readonly level: number;
  /** Whether it is a number written out. */
  readonly constant?: boolean;
}

/** How tightly Python's operators bind; a larger one binds first. */
export const levels = { comparison: 1, or: 2, and: 3, sum: 4, product: 5, sign: 6, atom: 7 } as const;

export const atom = (text: string): Piece => ({ text, level: levels.atom });

const within = ({ text, level }: Piece, least: number) => (level < least ? `(${text})` : text);

/** Two pieces with an operator between them, taken together from the left as Python does: nothing is reordered. */
export function infix(symbol: string, level: number, [x, y]: readonly Piece[]): Piece {
  return { text: `${within(x as Piece, level)} ${symbol} ${within(y as Piece, level + 1)}`, level };
}

/** Comparisons are chained in Python: both sides are fenced. */
export function comparison(symbol: string, [x, y]: readonly Piece[]): Piece {
  const level = levels.comparison;
  return { text: `${within(x as Piece, level + 1)} ${symbol} ${within(y as Piece, level + 1)}`, level };
}

export function prefix(symbol: string, x: Piece): Piece {
  return { text: `${symbol}${within(x, levels.sign)}`, level: levels.sign };
}

export const call = (name: string, args: readonly (Piece | string)[]): Piece =>
  atom(`${name}(${args.map((one) => (typeof one === 'string' ? one : one.text)).join(', ')})`);

/** A number as Python writes floats, with all its digits; NaN and infinities by the names that the module gives them. */
export function numberPiece(value: number): Piece {
  if (Number.isNaN(value)) return { ...atom('_NOT_A_NUMBER'), constant: true };
  if (Math.abs(value) === Number.POSITIVE_INFINITY)
    return {
      text: value < 0 ? '-_INFINITE' : '_INFINITE',
      level: value < 0 ? levels.sign : levels.atom,
      constant: true,
    };
  const digits = Object.is(value, -0) ? '-0' : String(value);
  const text = /[.e]/.test(digits) ? digits.replace('e+', 'e') : `${digits}.0`;
  return { text, level: digits.startsWith('-') ? levels.sign : levels.atom, constant: true };
}
