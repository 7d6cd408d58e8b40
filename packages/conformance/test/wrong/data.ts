import type { HostInputs, Program } from '@lossmith/core/backend';
import type { Outputs } from '../simple-backend.js';
import { full, quick, toFloat16, type WrongBackend } from './wrong-backend.js';

/** Inputs with some arrays made anew. */
export function withData(
  inputs: HostInputs,
  change: Readonly<Record<string, (values: number[]) => readonly number[]>>,
) {
  const data = Object.entries(inputs.data).map(([name, values]) => {
    return [name, change[name]?.(Array.from(values)) ?? values] as const;
  });
  return { ...inputs, data: Object.fromEntries(data) };
}

/** Outputs with some entries made anew. */
export const mapped = (outputs: Outputs, change: (x: number, name: string, k: number) => number): Outputs =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, values]) => [name, values.map((value, k) => change(value, name, k))]),
  );

const swapped = ({ data, ...rest }: HostInputs, { inputs }: Program): HostInputs => {
  const [x, y] = [data.predicted, data.target] as [ArrayLike<number>, ArrayLike<number>];
  const alike = inputs.every(({ axes }) => axes === inputs[0]?.axes);
  return alike && x !== undefined && y !== undefined
    ? { ...rest, data: { ...data, predicted: y, target: x } }
    : { ...rest, data };
};

/** The last rows of a batch that is no multiple of `size`, as a kernel without a guard for its last block leaves them. */
const tailOf = (examples: number, size: number) => (examples % size === 0 ? examples : examples - 1);

/** Values of parameters that are remembered from the first run of an artifact. */
function staleParameters() {
  const first = new WeakMap<Program, HostInputs['data']>();
  return (inputs: HostInputs, program: Program): HostInputs => {
    const names = program.parameters.map(({ name }) => name);
    const given = names.map((name) => [name, inputs.data[name] ?? program.parameters.find((one) => one.name === name)]);
    const own = Object.fromEntries(given.map(([name, x]) => [name, [firstNumber(x as ArrayLike<number>)]]));
    if (!first.has(program)) first.set(program, own);
    return { ...inputs, data: { ...inputs.data, ...first.get(program) } };
  };
}

const firstNumber = (x: ArrayLike<number> | { readonly value: number }) => ('value' in x ? x.value : (x[0] as number));

const parametersWith = (change: (values: number[]) => readonly number[] | undefined) => {
  return (inputs: HostInputs, { parameters }: Program): HostInputs => {
    const own = parameters.flatMap(({ name }) => {
      const values = inputs.data[name] === undefined ? undefined : change(Array.from(inputs.data[name]));
      return values === undefined ? [] : [[name, values] as const];
    });
    const bare = Object.entries(inputs.data).filter(([name]) => parameters.every((one) => one.name !== name));
    return { ...inputs, data: Object.fromEntries([...bare, ...own]) };
  };
};

const isLabel = ({ instructions }: Program) => instructions.some(({ op }) => op === 'index');

/** Backends that read or write data wrongly. */
export const wrongData: readonly WrongBackend[] = [
  quick('predicted and target swapped', 'values/golden/matching(sinh())', /gradient at ŝ = .*, exactly/, {
    inputs: swapped,
  }),
  quick(
    'the gradient with the wrong sign',
    'values/golden/matching(identity())',
    /gradient at .* is -?[\d.]+, exactly/,
    {
      outputs: (outputs) => mapped(outputs, (x, name) => (name === 'gradient' ? -x : x)),
    },
  ),
  quick('masks ignored', 'data/mean, a mask, NaN under it', /the mean of 23 losses is NaN/, {
    inputs: (inputs) => withData(inputs, { mask: (values) => values.map(() => 1) }),
  }),
  quick('masks of classes read by example', 'data/mean, a mask of classes', /the mean of 23 losses/, {
    inputs: ({ items, ...rest }) => ({
      ...withData({ items, ...rest }, { mask: (values) => values.map((_, k) => values[k - (k % items)] as number) }),
    }),
  }),
  quick('NaN made 0', 'failures/NaN in predicted', /loss of row 3 is 0, expected NaN/, {
    results: (results) => mapped(results, (x) => (Number.isNaN(x) ? 0 : x)),
  }),
  quick('NaN in one row spoils its neighbour', 'failures/NaN in predicted', /loss at .* is NaN/, {
    outputs: (outputs) => mapped(outputs, (x, name, k) => x + 0 * (outputs[name]?.[Math.max(k - 1, 0)] as number)),
  }),
  quick('labels off by one', 'values/golden/softmax({ target: "label" })', /loss at .*label = .*ulp off/, {
    inputs: (inputs, program) =>
      isLabel(program) ? withData(inputs, { target: (values) => values.map((y) => y - 1) }) : inputs,
  }),
  full(
    'labels held between the first class and the last',
    'failures/targets that are none: rows/softmax({ target: "label" })',
    /loss of row 3 is .*, expected NaN/,
    {
      inputs: (inputs, program) =>
        isLabel(program)
          ? withData(inputs, { target: (values) => values.map((y) => Math.max(0, Math.min(inputs.items - 1, y))) })
          : inputs,
    },
  ),
  quick('the last row of a last block left out', 'data/257 of', /loss at .* is 0, exactly/, {
    outputs: (outputs, { examples }) =>
      mapped(outputs, (x, name, k) => {
        const per = (outputs[name] as Float32Array).length / examples;
        return Math.floor(k / per) >= tailOf(examples, 256) ? 0 : x;
      }),
  }),
  quick('the last row of an odd number takes that before', 'data/255 of', /loss at .* is .*, exactly/, {
    outputs: (outputs, { examples }) =>
      mapped(outputs, (x, name, k) =>
        examples % 2 === 1 && k > 0 && k === examples - 1 ? (outputs[name]?.[k - 1] as number) : x,
      ),
  }),
  quick('parameters kept from the first run', 'data/parameters of', /given at call time: .* exactly/, {
    inputs: staleParameters(),
  }),
  quick('parameters given at call time ignored', 'data/parameters of', /given at call time: .* exactly/, {
    inputs: parametersWith(() => undefined),
  }),
  quick('the first parameter taken for all examples', 'data/parameters of', /one per example: .* exactly/, {
    inputs: parametersWith(([x]) => [x as number]),
  }),
  quick('scores rounded to float16', 'values/golden/matching(sinh())', /loss at .*ulp off/, {
    inputs: (inputs) => withData(inputs, { predicted: (values) => values.map(toFloat16) }),
  }),
  quick('results in float16', 'values/golden/matching(identity())', /loss at .*ulp off/, {
    results: (results) => mapped(results, toFloat16),
  }),
  quick('the hessian of the class beside', 'data/255 of golden/softmax() × 3', /hessian at .*, class 0 is/, {
    outputs: (outputs, { items }) =>
      mapped(outputs, (x, name, k) => {
        if (name !== 'hessian' || items === 1) return x;
        return outputs.hessian?.[k - (k % items) + ((k + 1) % items)] as number;
      }),
  }),
  quick('numbers of rows beyond one block left out', 'data/1 of', /loss at .* is 0, exactly/, {
    outputs: (outputs, { examples }) => mapped(outputs, (x) => (examples < 2 ? 0 : x)),
  }),
];
