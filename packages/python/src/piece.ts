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

/**
 * Two pieces with an operator between them, taken together from the left as Python does: nothing is reordered. Comparisons are chained
 * in Python, and have brackets on both sides.
 */
export function infix(symbol: string, level: number, [x, y]: readonly Piece[]): Piece {
  const left = level === levels.comparison ? level + 1 : level;
  return { text: `${within(x as Piece, left)} ${symbol} ${within(y as Piece, level + 1)}`, level };
}

export function prefix(symbol: string, x: Piece): Piece {
  return { text: `${symbol}${within(x, levels.sign)}`, level: levels.sign };
}

/** An array in another type. */
export const converted = (x: Piece, type: string): Piece => atom(`${within(x, levels.atom)}.astype(${type})`);

export const call = (name: string, args: readonly (Piece | string)[]): Piece =>
  atom(`${name}(${args.map((one) => (typeof one === 'string' ? one : one.text)).join(', ')})`);

/** A number as Python writes floats, with all its digits; NaN and infinities by the names that the module gives them. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '_NOT_A_NUMBER';
  if (!Number.isFinite(value)) return value < 0 ? '-_INFINITE' : '_INFINITE';
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(digits) ? digits.replace('e+', 'e') : `${digits}.0`;
}

export function numberPiece(value: number): Piece {
  const text = numberText(value);
  return { text, level: text.startsWith('-') ? levels.sign : levels.atom, constant: true };
}

/** An array of a shape that has the same number everywhere, of the type and in the place of another. */
export const filled = (text: string, shape: string, like: string): Piece =>
  infix('+', levels.sum, [atom(`np.zeros_like(${like}, shape=${shape})`), atom(text)]);
