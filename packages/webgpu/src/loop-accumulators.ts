import type { Instruction } from '@lossmith/core/backend';
import type { Accumulator } from './accumulator.js';
import type { Context } from './context.js';
import { temporary } from './temporary.js';

interface Reduction {
  readonly place: number;
  readonly instruction: Instruction;
}

/** What a loop accumulates, and how each of its reductions is read afterwards. */
interface Accumulation {
  readonly accumulators: readonly Accumulator[];
  readonly results: ReadonlyMap<number, string>;
}

type TextOf = (place: number) => string;

const isSoftmax = ({ instruction }: Reduction) => instruction.op === 'onlineSoftmax';
/** Of the weights alone. */
const isOfWeights = ({ instruction }: Reduction) => instruction.name === 'others';
const keyOf = ({ instruction }: Reduction) => instruction.args.join();

/** How the parts of a softmax are read from its state. */
const parts: Readonly<Record<string, (state: string) => string>> = {
  atTop: (state) => `${state}.base`,
  mean: (state) => `${state}.mean`,
  cost: (state) => `(${state}.cost / (1f + ${state}.others))`,
  loss: (state) => `softmax_loss(${state})`,
};

/** Softmaxes over the same arguments are one state. */
function softmaxStates(reductions: readonly Reduction[], text: TextOf): ReadonlyMap<string, Accumulator> {
  const states = new Map<string, Accumulator>();
  for (const one of reductions) {
    if (states.has(keyOf(one))) continue;
    const [u, difference, temperature, cost] = one.instruction.args.map(text);
    const value = `${u}, ${difference}, ${cost}`;
    states.set(keyOf(one), { kind: 'softmax', name: `softmax_${one.place}`, value, more: `, ${temperature}` });
  }
  return states;
}

/** One over weights alone is part of a softmax over them, or a smaller state of its own. */
function weightStates(
  reductions: readonly Reduction[],
  softmaxes: ReadonlyMap<string, Accumulator>,
  whole: readonly Reduction[],
  text: TextOf,
): ReadonlyMap<number, Accumulator> {
  const own = ({ place, instruction }: Reduction): Accumulator => {
    const weights = instruction.args[0] as number;
    const around = whole.find((one) => one.instruction.args[0] === weights);
    if (around !== undefined) return softmaxes.get(keyOf(around)) as Accumulator;
    return { kind: 'log_sum_exp', name: `log_sum_exp_${place}`, value: `LogSumExp(${text(weights)}, 0f)` };
  };
  return new Map(reductions.map((one) => [one.place, own(one)]));
}

function softmaxes(reductions: readonly Reduction[], text: TextOf): Accumulation {
  const whole = reductions.filter((one) => !isOfWeights(one));
  const states = softmaxStates(whole, text);
  const weights = weightStates(reductions.filter(isOfWeights), states, whole, text);
  const read = ({ place, instruction, ...rest }: Reduction): string => {
    const state = weights.get(place);
    if (state !== undefined) return `${state.name}.others`;
    const { name } = states.get(keyOf({ place, instruction, ...rest })) as Accumulator;
    return (parts[instruction.name as string] as (typeof parts)[string])(name);
  };
  return {
    accumulators: [...new Set([...states.values(), ...weights.values()])],
    results: new Map(reductions.map((one) => [one.place, read(one)])),
  };
}

/** Groups the reductions of a loop by the variables that hold them. */
export function loopAccumulators(reductions: readonly Reduction[], text: TextOf, context: Context): Accumulation {
  const numbers = reductions.filter((one) => !isSoftmax(one));
  const own = numbers.map(({ place, instruction }) => ({
    kind: instruction.op as 'sum' | 'max',
    name: temporary(instruction, place),
    value: text(instruction.args[0] as number),
  }));
  const rest = softmaxes(reductions.filter(isSoftmax), text);
  if (rest.results.size > 0) {
    for (const { kind } of rest.accumulators)
      context.functions.add(kind === 'softmax' ? 'merged_softmax' : 'merged_log_sum_exp');
  }
  const results = numbers.map(({ place, instruction }) => [place, temporary(instruction, place)] as const);
  return { accumulators: [...own, ...rest.accumulators], results: new Map([...results, ...rest.results]) };
}
