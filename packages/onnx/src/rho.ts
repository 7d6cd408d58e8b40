import type { Graph } from './graph.js';

/**
 * R with ρ(d) = d(½ − d·R(d²)) for d ≤ 3, α + δd² + β/(d² + γ): within 1.1·2⁻²⁴ of ρ, relatively. Found by solving for the four numbers at
 * the Chebyshev nodes of [0, 3²].
 */
const [alpha, beta, gamma, delta] = [0.02994261797458, 2.145984866629, 40.19397826233, -6.052822895509e-5];
const meeting = 3;
/** e³ − 1. */
const growthAtMeeting = Math.fround(Math.expm1(meeting));

/**
 * ρ(D) = 1 − D/(eᴰ − 1), which says all that the sinh and exp links need of D: w = 1 − e⁻ᴰ = D/(1 + D − ρ), ψ = ρw and
 * χ = (D − ρ)w; nothing cancels in them.
 *
 * Two forms meet at D = 3: with d = min(D, 3) and E = max(eᴰ, e³) − 1, ρ = d(½ + 1/(e³ − 1) − d·R(d²)) − D/E. The first term is 1 above, and below it
 * takes in what D/E is there; so there is no Where, which takes three times as long as a minimum.
 *
 * `length` is D times `unit`, and so is the result: `unit` is there for those who need ρ times a constant anyway.
 */
export function rhoOf(length: string, exponential: string, unit: number, { add, number }: Graph): string {
  const d = add('Min', [length, number(meeting * unit)]);
  const square = add('Mul', [d, d]);
  const quotient = add('Div', [number(beta * unit), add('Add', [square, number(gamma * unit ** 2)])]);
  const line = add('Add', [add('Mul', [square, number(delta / unit ** 3)]), number(alpha / unit)]);
  const slope = add('Mul', [add('Add', [quotient, line]), d]);
  const near = add('Mul', [add('Sub', [number(0.5 + 1 / growthAtMeeting), slope]), d]);
  const growth = add('Max', [add('Sub', [exponential, number(1)]), number(growthAtMeeting)]);
  return add('Sub', [near, add('Div', [length, growth])]);
}

/** ρ, D − ρ and w of D, where nothing knows eᴰ yet. */
export function rhoAndRise(D: string, graph: Graph) {
  const { add, number } = graph;
  const rho = rhoOf(D, add('Exp', [D]), 1, graph);
  const others = add('Sub', [D, rho]);
  return { rho, others, rise: add('Div', [D, add('Add', [others, number(1)])]) };
}
