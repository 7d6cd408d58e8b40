import type { Lowering } from '@lossmith/core/backend';
import type { Context } from './context.js';
import type { Graph } from './graph.js';
import { rhoOf } from './rho.js';

/** Whether nothing leaves the range of float32 on the way to ρ where lengths are those of `step`: it is finite where the difference is. */
const isUsual = (scale = 0, amplitude = Number.POSITIVE_INFINITY) =>
  scale > 1e-9 && scale < 1e9 && Math.abs(amplitude) <= 1;

/** A lower bound of exponents: e⁻⁸⁰ times what is infinite is infinite, as it has to be, where 0 times that is NaN. */
const lowest = -80;

/** The constant behind an instruction, if there is one. */
const constantAt = ({ instructions }: Context, place: number) => {
  const instruction = instructions[place];
  return instruction?.op === 'constant' ? (instruction.value as number) : undefined;
};

/**
 * What loss and gradient of a sinh link are made of. With σ = sign δ, D = |δ|, w = 1 − e⁻ᴰ, e₁ = e^{σû/2}, e₂ = e^{−σu/2} and ρ as in `rhoOf`:
 * loss ½(a/b)w[ρe₁² + (D − ρ)e₂²], gradient ½aσw[e₁² + e₂²]. Two exponentials are enough, since eᴰ = (e₁e₂)². That has the errors of û and u, which ρ hardly
 * feels where it looks at eᴰ, from D = 3 on. (e₂ as e^{D/2}/e₁ would be another way to two. It has the error of D, too much where û and u are far apart.)
 *
 * ρ and D − ρ are multiplied by a/b where that is a usual number: then `length` is that of `step` = (a/b)δ, and ρ comes with the factor for nothing. `half` is ½σw.
 */
function partsOf(args: readonly string[], places: readonly number[], context: Context) {
  const { graph } = context;
  const { add, number } = graph;
  const [predicted, target, difference, step, scale] = args as [string, string, string, string, string];
  const [knownScale, knownAmplitude] = [4, 5].map((k) => constantAt(context, places[k] as number));
  const inSteps = isUsual(knownScale, knownAmplitude);
  const [signed, unit] = inSteps ? [step, knownScale as number] : [difference, 1];
  const [length, direction] = [add('Abs', [signed]), add('Sign', [signed])];
  const root = (x: string) => add('Exp', [add('Max', [add('Mul', [x, direction]), number(lowest)])]);
  const [e1, e2] = [root(predicted), root(target)];
  const growth = add('Mul', [e1, e2]);
  const rho = rhoOf(length, add('Mul', [growth, growth]), unit, graph);
  const others = add('Sub', [length, rho]);
  const half = add('Div', [add('Mul', [signed, number(0.5)]), add('Add', [others, number(unit)])]);
  const scaled = (x: string) => (inSteps ? x : times(x, scale, graph));
  return { e1, e2, half, rho: scaled(rho), others: scaled(others) };
}

const times = (x: string, factor: string, graph: Graph) =>
  factor === graph.number(1) ? x : graph.add('Mul', [x, factor]);

/** Exponentials are squared last, a half on either side of what is small: neither overflow nor underflow comes before that of the result. */
export const sinhMatchingLoss: Lowering<string, Context> = (args, instruction, context) => {
  const { add } = context.graph;
  const { e1, e2, half, rho, others } = partsOf(args, instruction.args, context);
  const part = (e: string, factor: string) => add('Mul', [add('Mul', [add('Mul', [e, half]), factor]), e]);
  return add('Abs', [add('Add', [part(e1, rho), part(e2, others)])]);
};

export const sinhMatchingGradient: Lowering<string, Context> = (args, instruction, context) => {
  const { graph } = context;
  const { e1, e2, half } = partsOf(args, instruction.args, context);
  const factor = times(half, args[5] as string, graph);
  const part = (e: string) => graph.add('Mul', [graph.add('Mul', [e, factor]), e]);
  return graph.add('Add', [part(e1), part(e2)]);
};
