/** Writes the gradient at `parameters` and gives the value there. */
export type Objective = (parameters: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** |gradient|·|parameters| / value: by what share the value would change at this slope, were the parameters changed by their own size. */
  readonly slope: number;
}

interface Point {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const length = (a: Float64Array) => Math.sqrt(dot(a, a));

const slopeAt = ({ parameters, gradient, value }: Point) => (length(gradient) * length(parameters)) / value;

function evaluateAt(objective: Objective, parameters: Float64Array): Point {
  const gradient = new Float64Array(parameters.length);
  const value = objective(parameters, gradient);
  return { parameters, gradient, value };
}

/**
 * A step along `direction` that lowers the value enough and flattens the slope enough, by doubling and halving (weak Wolfe
 * conditions; Lewis & Overton 2013, algorithm 2.6). A value that is not finite counts as too high. Undefined where there is none.
 */
function search(objective: Objective, from: Point, direction: Float64Array): Point | undefined {
  const slope = dot(from.gradient, direction);
  let [low, high, step] = [0, Number.POSITIVE_INFINITY, 1];
  for (let trial = 0; trial < 60; trial += 1) {
    const next = evaluateAt(
      objective,
      from.parameters.map((value, k) => value + step * direction[k]!),
    );
    if (!(next.value <= from.value + 1e-4 * step * slope)) high = step;
    else if (dot(next.gradient, direction) < 0.9 * slope) low = step;
    else return next;
    step = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
  }
  return undefined;
}

const scaledIdentity = (size: number, scale: number): Float64Array[] =>
  Array.from({ length: size }, (_, row) => Float64Array.from({ length: size }, (_, k) => (k === row ? scale : 0)));

const times = (matrix: readonly Float64Array[], vector: Float64Array) =>
  Float64Array.from(matrix, (row) => dot(row, vector));

/** B ← (1 − ρ s yᵀ) B (1 − ρ y sᵀ) + ρ s sᵀ, in place, with ρ = 1/sᵀy (Nocedal & Wright 2006, 6.17). */
function update(inverse: Float64Array[], moved: Float64Array, turned: Float64Array): void {
  const rate = 1 / dot(moved, turned);
  const product = times(inverse, turned);
  const own = rate * (1 + rate * dot(turned, product));
  inverse.forEach((row, j) => {
    for (let k = 0; k < row.length; k += 1) {
      row[k]! += own * moved[j]! * moved[k]! - rate * (product[j]! * moved[k]! + moved[j]! * product[k]!);
    }
  });
}

/**
 * BFGS with all of its matrix, which suits some dozens of parameters: no learning rate, nothing to tune by loss. It goes on until no step lowers the
 * value in float64, or the slope that is left is below `flat`, or for `most` steps.
 */
export function minimise(objective: Objective, start: Float64Array, most: number, flat = 0): Minimum {
  let point = evaluateAt(objective, start);
  let inverse: Float64Array[] | undefined;
  let steps = 0;
  // Parameters of 0 have no size to compare with: the first step is always tried.
  while (steps < most && (steps === 0 || slopeAt(point) >= flat)) {
    const bent = inverse ?? scaledIdentity(start.length, 1 / length(point.gradient));
    const direction = times(bent, point.gradient).map((value) => -value);
    const next = search(objective, point, direction);
    if (next === undefined && inverse === undefined) break;
    if (next === undefined) {
      // The matrix may be worn by rounding: from a fresh one once more, and then it is over.
      inverse = undefined;
      continue;
    }
    const moved = next.parameters.map((value, k) => value - point.parameters[k]!);
    const turned = next.gradient.map((value, k) => value - point.gradient[k]!);
    inverse ??= scaledIdentity(start.length, dot(moved, turned) / dot(turned, turned));
    update(inverse, moved, turned);
    point = next;
    steps += 1;
  }
  return { parameters: point.parameters, value: point.value, steps, slope: slopeAt(point) };
}
