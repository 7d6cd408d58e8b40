/** Values of the Legendre polynomial Pₙ and of its derivative at x. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let [previous, value] = [1, x];
  for (let k = 2; k <= n; k += 1) [previous, value] = [value, ((2 * k - 1) * x * value - (k - 1) * previous) / k];
  return { value, slope: (n * (x * value - previous)) / (x * x - 1) };
}

/** Nodes and weights of the n-point Gauss–Legendre rule on [0, 1], by Newton's method from Chebyshev's guess. */
export function gaussLegendre(n: number): { readonly node: number; readonly weight: number }[] {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    for (let step = 0; step < 8; step += 1) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    return { node: (1 - x) / 2, weight: 1 / ((1 - x * x) * legendre(n, x).slope ** 2) };
  });
}
