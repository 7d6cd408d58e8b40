import { domains, type OperationName, operations, type Precision } from '@lossmith/core/backend';

/** Truth values are arguments too: 1 and 0. */
export const logical: readonly OperationName[] = ['and', 'or', 'not'];
export const comparisons: readonly OperationName[] = ['less', 'lessEqual', 'equal'];

/** From near the smallest normal float32 to near the largest; at 88.7 eˣ is 3.3·10³⁸. */
const magnitudes = [2e-38, 1e-30, 1e-7, 1e-3, 0.1, 0.4, 0.75, 1, 1.5, 3, 7, 15, 30, 60, 87, 88.7, 3e38];
const line = [0, -0, ...magnitudes, ...magnitudes.map((x) => -x)].map(Math.fround);

/** From one number to another by steps of a hundredth of it: the piece of a function that is wrong is wider than that. */
function grid(from: number, to: number): number[] {
  const count = Math.ceil(Math.log(to / from) / Math.log(1.01));
  return Array.from({ length: count + 1 }, (_, k) => from * (to / from) ** (k / count));
}

/** 2⁻³ to 2⁻²²: beside 1 and −1 what is left of an argument has fewer digits. */
const nearOnes = Array.from({ length: 20 }, (_, k) => 2 ** (-3 - k)).flatMap((x) => [1 - x, 1 + x]);

/** Arguments without gaps, and whole and half numbers, where series meet. */
const positive = [...grid(1e-4, 120), ...nearOnes, ...Array.from({ length: 60 }, (_, k) => (k + 1) / 2)];
const dense = [...positive, ...positive.map((x) => -x)];

/** A walk through a list that meets each of its numbers, none in its own place. */
const strided = (k: number) => dense[(k * 769 + 311) % dense.length] as number;

/** Arguments in gaps of the line, as numbers of the precision. */
function withoutGaps(op: OperationName, precision: Precision): number[][] {
  const round = precision === 'float32' ? Math.fround : Number;
  const domain = domains[op] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const firsts = dense.map(round).filter((x) => inside(x, domain));
  const rows = firsts.map((x, k) => [
    x,
    ...Array.from({ length: countOf(op) - 1 }, (_, n) => round(strided(k + 97 * n))),
  ]);
  // x^y may be e^{y·log x}, whose error grows with that number.
  return op === 'power' ? rows.filter(([x, y]) => Math.abs((y as number) * Math.log(x as number)) < 20) : rows;
}

const inside = (x: number, [from, to]: readonly [number, number]) => x >= from && x <= to;

/** How many numbers an operation takes. */
const countOf = (op: OperationName): number => operations[op].meaning?.length ?? 0;

/** Arguments in an operation's domain: along a line, and for several arguments across it. */
function alongLine(op: OperationName): number[][] {
  const domain = domains[op] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const count = countOf(op);
  const firsts = line.filter((x) => inside(x, domain) && !(op === 'log' && x === 0) && !(op === 'log1p' && x === -1));
  if (count === 1) return firsts.map((x) => [x]);
  const rest = (x: number, k: number) =>
    Array.from({ length: count - 1 }, (_, n) => line[(k * 5 + n * 3 + 2) % line.length] ?? x);
  const some = firsts.flatMap((x, k) => [
    [x, ...rest(x, k)],
    [x, ...Array<number>(count - 1).fill(x)],
  ]);
  return op === 'power' ? some.filter(([x, y]) => x !== 0 || (y as number) >= 0) : some;
}

/** Rows of arguments to try an operation with. */
export function argumentsOf(op: OperationName, precision: Precision): number[][] {
  if (!logical.includes(op) && op !== 'select') return [...alongLine(op), ...withoutGaps(op, precision)];
  const count = countOf(op);
  return [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((w) => [x, y, w].slice(0, count))));
}

/** Rows that hold a NaN, in every place where the operation has to mind one. */
export function argumentsWithNaN(op: OperationName): number[][] {
  // What becomes of a NaN here is left open.
  if (logical.includes(op) || op === 'sign') return [];
  const first = op === 'select' ? 1 : 0;
  const places = Array.from({ length: countOf(op) - first }, (_, k) => k + first);
  const conditions = op === 'select' ? [1, 0] : [1.5];
  return places.flatMap((place) =>
    conditions.map((condition) =>
      Array.from({ length: countOf(op) }, (_, k) => (k === place ? Number.NaN : condition)),
    ),
  );
}
