import type { Instruction } from '@lossmith/core/backend';
import type { Accumulator } from './accumulator.js';
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

/** How the parts of a softmax are read from its state, §. */
const parts: Readonly<Record<string, string>> = {
  others: '§.others',
  atTop: '§.base',
  mean: '§.mean',
  cost: '(§.cost / (1f + §.others))',
  loss: 'softmax_loss(§)',
};

function softmaxState({ place, instruction }: Reduction, text: TextOf): Accumulator {
  const [u, difference, temperature, cost, lost] = instruction.args.map(text);
  if (difference === undefined)
    return { kind: 'log_sum_exp', name: `log_sum_exp_${place}`, value: `LogSumExp(${u}, 0f)` };
  return {
    kind: 'softmax',
    name: `softmax_${place}`,
    value: `${u}, ${difference}, ${lost}, ${cost}`,
    more: `, ${temperature}`,
  };
}

/** Softmaxes over the same arguments are one state; one of weights alone is part of that of one over them, where there is one. */
function softmaxes(reductions: readonly Reduction[], text: TextOf): Accumulation {
  const states = new Map<string, Accumulator>();
  const whole = reductions.filter((one) => !isOfWeights(one));
  const stateOf = (own: Reduction): Accumulator => {
    const sameWeights = ({ instruction }: Reduction) => instruction.args[0] === own.instruction.args[0];
    const full = (isOfWeights(own) && whole.find(sameWeights)) || own;
    const key = full.instruction.args.join();
    const state = states.get(key) ?? softmaxState(full, text);
    states.set(key, state);
    return state;
  };
  const results = reductions.map((one) => {
    const part = parts[one.instruction.name as string] as string;
    return [one.place, part.replaceAll('§', stateOf(one).name)] as const;
  });
  return { accumulators: [...states.values()], results: new Map(results) };
}

/** Groups the reductions of a loop by the variables that hold them. */
export function loopAccumulators(reductions: readonly Reduction[], text: TextOf): Accumulation {
  const numbers = reductions.filter((one) => !isSoftmax(one));
  const own = numbers.map(({ place, instruction }) => ({
    kind: instruction.op as 'sum' | 'max',
    name: temporary(instruction, place),
    value: text(instruction.args[0] as number),
  }));
  const { accumulators, results } = softmaxes(reductions.filter(isSoftmax), text);
  const names = numbers.map(({ place, instruction }) => [place, temporary(instruction, place)] as const);
  return { accumulators: [...own, ...accumulators], results: new Map([...names, ...results]) };
}
