import type { HostInputs, Instruction, Program } from '@lossmith/core/backend';
import { type Outputs, reduce } from '../simple-backend.js';
import { elementwise, type Register, type SimpleLowering, simpleLowerings } from '../simple-lowerings.js';
import { mapped, withData } from './data.js';
import { quick, type WrongBackend } from './wrong-backend.js';

const changed = (
  program: Program,
  change: (one: Instruction, all: readonly Instruction[]) => Instruction,
): Program => ({
  ...program,
  instructions: program.instructions.map((one) => change(one, program.instructions)),
});

const isInput = (one: Instruction | undefined, name: string, axes: string) =>
  one?.op === 'input' && one.name === name && one.axes === axes;

/** Whether it is the difference of two inputs along an axis. */
const isShift = (one: Instruction | undefined, all: readonly Instruction[], axis: string) =>
  one?.op === 'subtract' &&
  isInput(all[one.args[0] as number], 'predicted', axis) &&
  isInput(all[one.args[1] as number], 'target', axis);

/** K² for K(K − 1): a pair of an item with itself. */
const countsItself = (one: Instruction, all: readonly Instruction[]): Instruction => {
  const [first, second] = one.args.map((k) => all[k] as Instruction);
  return one.op === 'subtract' && first?.op === 'size' && second?.value === 1 ? first : one;
};

/** (ŝᵢ − ŝⱼ) − (sᵢ − sⱼ) for (ŝᵢ − sᵢ) − (ŝⱼ − sⱼ), which keeps no digits beside the optimum. */
function differencesOfScores(program: Program): Program {
  const { instructions: all } = program;
  const made: Instruction[] = [];
  const places: number[] = [];
  for (const one of all) {
    const [first, second] = one.args.map((k) => all[k] as Instruction);
    const args = one.args.map((k) => places[k] as number);
    if (one.op === 'subtract' && isShift(first, all, 'i') && isShift(second, all, 'j')) {
      const [own, other] = [first, second].map((shift) => (shift as Instruction).args.map((k) => places[k] as number));
      const apart = (k: number) => [own?.[k], other?.[k]] as number[];
      made.push({ op: 'subtract', args: apart(0), axes: 'ij' }, { op: 'subtract', args: apart(1), axes: 'ij' });
      places.push(made.push({ ...one, args: [made.length - 2, made.length - 1] }) - 1);
    } else places.push(made.push({ ...one, args }) - 1);
  }
  const outputs = Object.entries(program.outputs).map(
    ([name, output]) => [name, { ...output, instruction: places[output.instruction] as number }] as const,
  );
  return { ...program, instructions: made, outputs: Object.fromEntries(outputs) };
}

/** Sums over pairs where means are asked for: times what the pairs of each list count. */
function notNormalised(outputs: Outputs, { examples, items, data }: HostInputs): Outputs {
  const { gain, discount, target } = data;
  if (gain === undefined || discount === undefined || target === undefined) return outputs;
  const apart = (of: ArrayLike<number>, i: number, j: number) => Math.abs((of[i] as number) - (of[j] as number));
  const total = (row: number) => {
    const places = Array.from({ length: items }, (_, k) => row * items + k);
    const pairs = places.flatMap((i) =>
      places.filter((j) => (target[i] as number) > (target[j] as number)).map((j) => [i, j] as const),
    );
    return pairs.reduce((sum, [i, j]) => sum + apart(gain, i, j) * apart(discount, i, j), 0);
  };
  return mapped(
    outputs,
    (x, name, k) => x * total(Math.floor((k * examples) / (outputs[name] as Float32Array).length)),
  );
}

const emptyToo: typeof reduce = (reduction, outputs, examples, sum) => {
  const { weight, ...others } = outputs;
  return reduce(
    reduction,
    weight === undefined ? others : { ...others, weight: weight.map((w) => w || 3) },
    examples,
    sum,
  );
};

/** A sum over j whose items beyond the first so many are not read. */
const firstOnly =
  (count: number): SimpleLowering =>
  ([register], instruction, block) => {
    const { axes, values } = register as Register;
    const read =
      axes === 'ij' && instruction.axis === 'j' ? values.map((x, k) => (k % block.items < count ? x : 0)) : values;
    return simpleLowerings.sum([{ axes, values: read }], instruction, block);
  };

const sinh = 'values/pairs/pairwise(sinh({ amplitude: 0.8125, rate: 0.5, center: 1.25 })';
const [sinhByTarget, sinhBothOrders] = [`${sinh}, { order: "byTarget" }) × 5`, `${sinh}, { order: "both" }) × 5`];
const ranknet = 'pairs/pairwise(sigmoid(), { target: "relevance" }) × 2';

/** Backends that take lists and their pairs wrongly. */
export const wrongLists: readonly WrongBackend[] = [
  quick('masks ignored along j', `masked items between: ${ranknet}`, /gradient at .* is NaN|loss at .* is NaN/, {
    program: (program) =>
      changed(program, (one) => (isInput(one, 'mask', 'j') ? { op: 'constant', args: [], axes: '', value: 1 } : one)),
  }),
  quick('an item paired with itself counted', sinhBothOrders, /loss at .* ulp off/, {
    program: (program) => changed(program, countsItself),
  }),
  quick('lists without a pair in the mean', 'data/lists that count nothing', /the mean of lists, .* expected/, {
    reduce: emptyToo,
  }),
  quick(
    'lambda weights not normalised',
    'values/pairs/pairwise(sigmoid(), { pairWeight: "lambda"',
    /loss at .* ulp off/,
    {
      outputs: notNormalised,
    },
  ),
  quick('the reference not subtracted', 'values/pairs/preference(sigmoid()', /loss at .* reference = .* ulp off/, {
    inputs: (inputs) => withData(inputs, { reference: (values) => values.map(() => 0) }),
  }),
  quick('ties counted, the later item above', `values/${ranknet}`, /loss at .* t = \[1, 1\] is .* exactly 0/, {
    inputs: (inputs) => withData(inputs, { target: (values) => values.map((t, k) => t + k / 1024) }),
  }),
  quick('differences of scores subtracted', sinhByTarget, /loss at .* ulp off/, { program: differencesOfScores }),
  quick('what differences lose left out', 'values/what differences and products lose', /what − of .* lost is 0/, {
    lowerings: { differenceError: elementwise(() => 0) },
  }),
  quick(
    'the last tile of other items left out',
    'values/reductions along each axis of a pair',
    /sumOverJ of .*129 items/,
    {
      lowerings: { sum: firstOnly(128) },
    },
  ),
  quick('weights of items for weights of pairs', 'pairWeight: "item" }) × 3', /loss at .* itemWeight = .* ulp off/, {
    program: (program) =>
      changed(program, (one) =>
        isInput(one, 'itemWeight', 'j') ? { op: 'constant', args: [], axes: '', value: 1 } : one,
      ),
  }),
];
