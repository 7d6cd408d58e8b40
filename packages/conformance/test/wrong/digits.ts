import {
  type HostInputs,
  operations,
  type Program,
  type ReferenceArtifact,
  referenceBackend,
} from '@lossmith/core/backend';
import type { Changes, Outputs } from '../simple-backend.js';
import { alongAxis, blockSum, elementwise, type SimpleLowering, simpleLowerings } from '../simple-lowerings.js';
import { mapped } from './data.js';
import { quick, toFloat16, type WrongBackend } from './wrong-backend.js';

const { fround } = Math;
const reference = referenceBackend();

interface Exact {
  readonly program: Program;
  readonly artifact: ReferenceArtifact;
}

/** A backend of float64 arithmetic with a change of its data or its program. */
function float64(
  change: (inputs: HostInputs, program: Program) => HostInputs,
  rewrite = (program: Program) => program,
): Changes {
  const backend = {
    ...reference,
    emit: (program: Program): Exact => ({ program, artifact: reference.emit(rewrite(program)) }),
  };
  const run = ({ program, artifact }: Exact, inputs: HostInputs) => artifact.run(change(inputs, program));
  const subject = { backend, run, precision: 'float64' as const };
  return { subject: subject as unknown as NonNullable<Changes['subject']> };
}

const rounded = (isMeant: (name: string, values: ArrayLike<number>) => boolean) => (inputs: HostInputs) => ({
  ...inputs,
  data: Object.fromEntries(
    Object.entries(inputs.data).map(([name, values]) => [
      name,
      isMeant(name, values) ? Float32Array.from(values) : values,
    ]),
  ),
});

const same = (inputs: HostInputs) => inputs;

const withNumbers =
  (op: string) =>
  (program: Program): Program => ({
    ...program,
    instructions: program.instructions.map((one) =>
      one.op === op &&
      one.value !== undefined &&
      Number.isFinite(one.value) &&
      Math.abs(one.value) < 1e30 &&
      Math.abs(one.value) > 1e-30
        ? { ...one, value: fround(one.value) }
        : one,
    ),
  });

/** A function that is wrong on a part of its domain, by one part in a hundred. */
const wrongBetween = (
  name: string,
  op: string,
  from: number,
  to: number,
  meaning: (x: number) => number,
): WrongBackend =>
  quick(`${name} between ${from} and ${to}`, `values/operation ${op}`, new RegExp(`${op}\\(-?[\\d.]+\\).*ulp off`), {
    lowerings: { [op]: elementwise((x) => (Math.abs(x) > from && Math.abs(x) < to ? 1.01 * meaning(x) : meaning(x))) },
  });

/** Weights as they are added up. */
const withGuard = (guard: number): Changes => ({
  outputs: (outputs) =>
    outputs.weight === undefined
      ? outputs
      : { ...outputs, weight: outputs.weight.map((w, k) => (k === 0 ? w + guard : w)) },
});

const flushed: Changes['inputs'] = ({ data, ...rest }) => ({
  ...rest,
  data: data.weight === undefined ? data : { ...data, weight: Array.from(data.weight, (w) => (w < 1e-13 ? 0 : w)) },
});

const narrowed =
  (name: string): Changes['inputs'] =>
  ({ data, ...rest }) => ({
    ...rest,
    data: data[name] === undefined ? data : { ...data, [name]: Array.from(data[name], toFloat16) },
  });

/** A weight is a factor like any other: 0 times what is no number is none. */
function timesWeight(outputs: Outputs, { data, examples }: HostInputs, passes = (_: number) => false): Outputs {
  const { weight, predicted } = data;
  if (weight === undefined || predicted === undefined || data.mask === undefined) return outputs;
  const per = predicted.length / Math.max(1, examples);
  const lost = Array.from(weight, (w, row) => {
    const own = Array.from(predicted).slice(row * per, (row + 1) * per);
    return w === 0 && own.some((z) => !Number.isFinite(z) && !passes(z)) && data.mask?.[row] === 1;
  });
  return mapped(outputs, (x, name, k) => {
    const row = Math.floor(k / ((outputs[name] as Float32Array).length / examples));
    return name !== 'weight' && lost[row] ? Number.NaN : x;
  });
}

/** A reduction along one axis of a pair goes wrong in some way. */
const alongPair =
  (axis: 'i' | 'j', change: SimpleLowering): SimpleLowering =>
  (args, instruction, block) =>
    args[0]?.axes === 'ij' && instruction.axis === axis
      ? change(args, instruction, block)
      : simpleLowerings[instruction.op as 'sum' | 'max'](args, instruction, block);

const turned: SimpleLowering = (args, instruction, block) =>
  simpleLowerings[instruction.op as 'sum' | 'max'](
    args,
    { ...instruction, axis: instruction.axis === 'i' ? 'j' : 'i' },
    block,
  );

const first32 = alongAxis((values) => blockSum(values.subarray(0, 32)));

const digits = 'data/all digits';
const pairs = 'values/reductions along each axis of a pair';

/** Backends that lose digits, or have gaps. */
export const wrongDigits: readonly WrongBackend[] = [
  quick('all data in float32', digits, /all digits in predicted: /, float64(rounded(() => true))),
  quick('targets in float32', digits, /all digits in target: /, float64(rounded((name) => name === 'target'))),
  quick('weights in float32', digits, /all digits in weight: /, float64(rounded((name) => name === 'weight'))),
  quick(
    'parameters in float32',
    digits,
    /all digits in one number for each parameter: /,
    float64(rounded((name) => /\.|temp/.test(name))),
  ),
  quick(
    'parameters by example in float32',
    digits,
    /all digits in parameters by example: /,
    float64(rounded((name, x) => /\.|temp/.test(name) && x.length > 1)),
  ),
  quick('constants in float32', digits, /constants with all digits: /, float64(same, withNumbers('constant'))),
  quick('defaults in float32', digits, /defaults with all digits: /, float64(same, withNumbers('parameter'))),
  quick('weights in float16', digits, /all digits in weight: /, {
    inputs: narrowed('weight') as NonNullable<Changes['inputs']>,
  }),
  quick('targets in float16', digits, /all digits in target: /, {
    inputs: narrowed('target') as NonNullable<Changes['inputs']>,
  }),
  quick('1e-12 added to the sum of weights', 'data/weights of every size', /weights of 1e-14/, withGuard(1e-12)),
  quick('1e-31 added to the sum of weights', 'data/weights of every size', /weights of 1e-30/, withGuard(1e-31)),
  quick('weights below 1e-13 as none', 'data/weights of every size', /weights of 1e-14/, {
    inputs: flushed as NonNullable<Changes['inputs']>,
  }),
  quick('NaN times a weight of 0', 'weight 0', /NaN in the examples of weight 0: /, {
    outputs: (outputs, inputs) => timesWeight(outputs, inputs),
  }),
  quick('infinity times a weight of 0', 'weight 0', /Infinity in the examples of weight 0: /, {
    outputs: (outputs, inputs) => timesWeight(outputs, inputs, Number.isNaN),
  }),
  quick('sums over i of a pair over j', pairs, /sumOverI of/, { lowerings: { sum: alongPair('i', turned) } }),
  quick('maxima over i of a pair over j', pairs, /maxOverI of/, { lowerings: { max: alongPair('i', turned) } }),
  quick('maxima over j of a pair over i', pairs, /maxOverJ of/, { lowerings: { max: alongPair('j', turned) } }),
  quick('pairs of the first 32', pairs, /33 items/, { lowerings: { sum: alongPair('j', first32) } }),
  quick('columns of the first 32', pairs, /33 items/, { lowerings: { sum: alongPair('i', first32) } }),
  wrongBetween('tanh', 'tanh', 0.18, 0.32, Math.tanh),
  wrongBetween('erf', 'erf', 1.6, 2.1, operations.erf.meaning as (x: number) => number),
  wrongBetween('sinh', 'sinh', 17, 29, Math.sinh),
  wrongBetween('cosh', 'cosh', 0.2, 0.35, Math.cosh),
  wrongBetween('expm1', 'expm1', 0.45, 0.5, Math.expm1),
  wrongBetween('log1p', 'log1p', 0.0021, 0.0022, (x) => Math.log1p(Math.max(x, -0.99))),
  wrongBetween('asinh', 'asinh', 40, 42, Math.asinh),
  wrongBetween('arctan', 'arctan', 2.4, 2.45, Math.atan),
  wrongBetween('sqrt', 'sqrt', 61, 86, Math.sqrt),
  wrongBetween('exp', 'exp', 0.0004, 0.00041, Math.exp),
  wrongBetween('sigmoid', 'sigmoid', 9, 9.2, (x) => 1 / (1 + Math.exp(-x))),
];
