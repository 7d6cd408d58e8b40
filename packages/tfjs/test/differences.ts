type Vector = readonly number[];
type Field = (x: Vector) => Vector;

const along = (x: Vector, v: Vector, t: number) => x.map((value, k) => value + t * v[k]!);
const combine = (x: Vector, y: Vector, f: (a: number, b: number) => number) => x.map((value, k) => f(value, y[k]!));

function central(f: Field, v: Vector, step: number): Field {
  return (x) => combine(f(along(x, v, step)), f(along(x, v, -step)), (a, b) => (a - b) / (2 * step));
}

/** The derivative of a field along v by central differences of two steps, the error of the second order taken out. */
export function directional(f: Field, v: Vector, step = 4e-3): Field {
  const [fine, coarse] = [central(f, v, step), central(f, v, 2 * step)];
  return (x) => combine(fine(x), coarse(x), (a, b) => (4 * a - b) / 3);
}
