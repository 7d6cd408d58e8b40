import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Changes, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { quick, type WrongBackend } from './wrong-backend.js';

type Inputs = NonNullable<Changes['inputs']>;
const right = simpleBackend();

/** Values of parameters made anew where something holds of the program or the call. */
const where =
  (
    holds: (program: Program, inputs: HostInputs) => boolean,
    change: (values: number[], k: number) => number[] | undefined,
  ): Inputs =>
  (inputs, program) => {
    if (!holds(program, inputs)) return inputs;
    const names = program.parameters.map(({ name }) => name);
    const entries = Object.entries(inputs.data).flatMap(([name, values]) => {
      const place = names.indexOf(name);
      const changed = place < 0 ? values : change(Array.from(values), place);
      return changed === undefined ? [] : [[name, changed] as const];
    });
    return { ...inputs, data: Object.fromEntries(entries) };
  };

const has = (name: string) => (program: Program) => program.inputs.some((one) => one.name === name);
const always = () => true;
const forgotten = () => undefined;
const firstAlone = ([x]: number[]) => [x as number];

/** Parameters by the order in which they come, not by their names. */
const byOrder: Inputs = (inputs, { parameters }) => {
  const names = parameters.map(({ name }) => name);
  const given = Object.keys(inputs.data).filter((name) => names.includes(name));
  const others = Object.entries(inputs.data).filter(([name]) => !names.includes(name));
  const own = given.map((name, k) => [names[k], inputs.data[name]] as const);
  return { ...inputs, data: Object.fromEntries([...others, ...own]) };
};

/** If one is given by example, all are taken for such. */
const allByExample: Inputs = (inputs, { parameters }) => {
  const wide = parameters.some(({ name }) => (inputs.data[name]?.length ?? 1) > 1);
  const own = parameters.flatMap(({ name, value }) => {
    const values = inputs.data[name];
    if (!wide || values === undefined || values.length > 1) return [];
    return [[name, [values[0] as number, ...Array<number>(inputs.examples - 1).fill(value)]] as const];
  });
  return { ...inputs, data: { ...inputs.data, ...Object.fromEntries(own) } };
};

/** Text that knows what was emitted before. */
function textWith(of: (earlier: readonly Program[], program: Program) => string): NonNullable<Changes['text']> {
  const earlier: Program[] = [];
  return (program) => {
    const text = of(earlier, program);
    earlier.push(program);
    return text;
  };
}

/** Values of parameters by example are where the weights lie if there are any. */
const besideWeights: Inputs = (inputs, { parameters }) => {
  const { weight } = inputs.data;
  const wide = parameters.filter(({ name }) => (inputs.data[name]?.length ?? 1) > 1);
  if (weight === undefined || wide.length < 2) return inputs;
  return { ...inputs, data: { ...inputs.data, [wide[0]?.name as string]: weight } };
};

const ways = 'data/open parameters';

/** Backends that take parameters wrongly. */
export const wrongGivenParameters: readonly WrongBackend[] = [
  quick('parameters forgotten beside weights', ways, /all given, .* rows: /, {
    inputs: where(has('weight'), forgotten),
  }),
  quick('parameters forgotten beside a mask', ways, /all given, .* rows: /, { inputs: where(has('mask'), forgotten) }),
  quick('parameters by example cut to one in means', ways, /by example/, {
    inputs: where(({ reduction }) => reduction === 'mean', firstAlone),
  }),
  quick('parameters by example cut to one beside weights', ways, /by example/, {
    inputs: where(has('weight'), firstAlone),
  }),
  quick('negative parameters without their sign', ways, /center/, {
    inputs: where(always, (values) => values.map(Math.abs)),
  }),
  quick('negative parameters as zero', ways, /center/, {
    inputs: where(always, (values) => values.map((x) => Math.max(0, x))),
  }),
  quick('four parameters at most', ways, /twelve|only link\..*/, {
    inputs: where(always, (values, k) => (k < 4 ? values : undefined)),
  }),
  quick('eight parameters at most', ways, /only link\./, {
    inputs: where(always, (values, k) => (k < 8 ? values : undefined)),
  }),
  quick('parameters by their order', ways, /only link\..* given/, { inputs: byOrder }),
  quick('all by example where one is', ways, /by example/, { inputs: allByExample }),
  quick('parameters by example where the weights lie', ways, /by example/, { inputs: besideWeights }),
  quick('by example for more than 64 rows alone', ways, /70 rows/, {
    inputs: where((_, { examples }) => examples > 64, firstAlone),
  }),
  quick(
    'text that counts what was emitted',
    'calls/artifacts that differ in',
    /compiling '.*' again, after others, gives artifacts that differ/,
    {
      text: textWith((earlier) => `fn f${earlier.length}`),
    },
  ),
  quick(
    'text that tells whether parameters were ever open',
    'calls/artifacts that differ in',
    /artifacts that differ at artifact.text/,
    {
      text: textWith(
        (earlier, { parameters }) => `${parameters.length} ${earlier.some((one) => one.parameters.length > 1)}`,
      ),
    },
  ),
  quick('the program of the last call with other parameters', 'calls/one after', /expected|exactly/, lastOpen()),
];

/** A run without parameters is one of the values that the artifact before had. */
function lastOpen(): Changes {
  let last: HostInputs['data'] = {};
  const run = (artifact: SimpleArtifact, inputs: HostInputs) => {
    const names = artifact.program.parameters.map(({ name }) => name);
    const own = Object.fromEntries(
      names.flatMap((name) => (inputs.data[name]?.length === 1 ? [[name, inputs.data[name]]] : [])),
    );
    const results = right.run(artifact, {
      ...inputs,
      data: { ...Object.fromEntries(Object.entries(last).filter(([name]) => names.includes(name))), ...inputs.data },
    });
    if (Object.keys(own).length > 0) last = own;
    return results;
  };
  return { subject: { run } };
}
