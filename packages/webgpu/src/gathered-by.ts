import type { Instruction } from '@lossmith/core/backend';
import type { Gathered } from './body.js';
import type { Context } from './context.js';
import { temporary } from './names.js';

interface Reduction {
  readonly place: number;
  readonly instruction: Instruction;
}

/** What a loop gathers, and how each of its reductions is read afterwards. */
interface Gathering {
  readonly gathered: readonly Gathered[];
  readonly results: ReadonlyMap<number, string>;
}

const isFold = ({ instruction }: Reduction) => instruction.op === 'onlineSoftmax';
const isTail = ({ instruction }: Reduction) => instruction.name === 'others';

/** The rows' folds over the same arguments are one state; one over weights alone is part of it, or a smaller state of its own. */
function folds(reductions: readonly Reduction[], text: (place: number) => string, context: Context): Gathering {
  const whole = reductions.filter((one) => !isTail(one));
  const results = new Map<number, string>();
  const gathered = new Map<string, Gathered>();
  for (const { place, instruction } of whole) {
    const [u, difference, temperature, cost] = instruction.args.map(text);
    const key = instruction.args.join();
    const name = gathered.get(key)?.name ?? `fold_${place}`;
    gathered.set(key, {
      op: 'fold',
      name,
      value: `${u}, ${difference}, ${cost}`,
      more: `, ${temperature}`,
    });
    const part = { atTop: `${name}.base`, mean: `${name}.mean`, cost: `(${name}.cost / (1f + ${name}.others))` }[
      instruction.name as string
    ];
    results.set(place, part ?? `fold_loss(${name})`);
  }
  for (const { place, instruction } of reductions.filter(isTail)) {
    const [weights] = instruction.args as [number];
    const around = whole.find((one) => one.instruction.args[0] === weights);
    const name = !around ? `tail_${place}` : (gathered.get(around.instruction.args.join()) as Gathered).name;
    if (!around) gathered.set(name, { op: 'tail', name, value: `Tail(${text(weights)}, 0f)` });
    results.set(place, `${name}.others`);
  }
  for (const { op } of gathered.values()) context.functions.add(op === 'fold' ? 'merged_folds' : 'merged_tails');
  return { gathered: [...gathered.values()], results };
}

/** Groups the reductions of a loop by the variables that hold them. */
export function gatheredBy(
  reductions: readonly Reduction[],
  text: (place: number) => string,
  context: Context,
): Gathering {
  const numbers = reductions.filter((one) => !isFold(one));
  const own = numbers.map(
    ({ place, instruction }): Gathered => ({
      op: instruction.op as 'sum' | 'max',
      name: temporary(instruction, place),
      value: text(instruction.args[0] as number),
    }),
  );
  const rest = folds(reductions.filter(isFold), text, context);
  const results = new Map(numbers.map(({ place, instruction }) => [place, temporary(instruction, place)]));
  return { gathered: [...own, ...rest.gathered], results: new Map([...results, ...rest.results]) };
}
