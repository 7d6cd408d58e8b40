import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Changes, type Outputs, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { quick, type WrongBackend } from './wrong-backend.js';

type Data = HostInputs['data'];
const right = simpleBackend();

/** Results lie in one of some buffers, which are used in turn. */
function ring(count: number, isShared: (name: string) => boolean = () => true): NonNullable<Changes['results']> {
  const buffers = new Map<string, Float32Array>();
  let turn = 0;
  return (results) => {
    turn += 1;
    return Object.fromEntries(
      Object.entries(results).map(([name, values]): [string, Float32Array] => {
        if (!isShared(name)) return [name, values];
        const key = `${name} ${turn % count}`;
        const buffer = buffers.get(key) ?? new Float32Array(1_000_000);
        buffers.set(key, buffer);
        buffer.set(values);
        return [name, buffer.subarray(0, values.length)];
      }),
    );
  };
}

/** Data that were seen before are not read again; `keyOf` says what is taken for the same. */
function cached(keyOf: (values: ArrayLike<number>, name: string) => unknown): NonNullable<Changes['inputs']> {
  const seen = new Map<unknown, ArrayLike<number>>();
  const take = (values: ArrayLike<number>, name: string) => {
    const key = keyOf(values, name);
    const known = seen.get(key);
    if (known !== undefined && known.length === values.length) return known;
    const copy = Array.from(values);
    seen.set(key, copy);
    return copy;
  };
  return ({ data, ...rest }) => ({
    ...rest,
    data: Object.fromEntries(Object.entries(data).map(([name, values]) => [name, take(values, name)])),
  });
}

const edges = (values: ArrayLike<number>, name: string) =>
  `${name} ${values.length} ${values[0]} ${values[1]} ${values[values.length - 1]}`;

/** Values of parameters are those of all calls so far. */
function merged(): NonNullable<Changes['inputs']> {
  const last = new WeakMap<Program, Data>();
  return (inputs, program) => {
    const own = program.parameters.flatMap(({ name }) =>
      inputs.data[name] === undefined ? [] : [[name, inputs.data[name]]],
    );
    const fits = Object.entries(last.get(program) ?? {}).filter(
      ([, x]) => x.length === 1 || x.length === inputs.examples,
    );
    const given: Data = { ...Object.fromEntries(fits), ...Object.fromEntries(own) };
    last.set(program, given);
    return { ...inputs, data: { ...inputs.data, ...given } };
  };
}

/** Parameters are taken before the other data are looked at, so that those of a refused call stay. */
function takenTooEarly(): Changes {
  const last = new WeakMap<Program, Data>();
  const run = ({ program, text }: SimpleArtifact, inputs: HostInputs) => {
    const own = program.parameters.flatMap(({ name }) =>
      inputs.data[name]?.length === 1 ? [[name, inputs.data[name]]] : [],
    );
    const before = last.get(program) ?? {};
    last.set(program, Object.fromEntries(own));
    const results = right.run({ program, text }, { ...inputs, data: { ...before, ...inputs.data } });
    last.delete(program);
    return results;
  };
  return { subject: { run } };
}

/** A run that fails, or has a bad result, leaves the artifact in a state from which it does not come back. */
function broken(isBad: (results: Outputs | undefined) => boolean): Changes {
  const lost = new WeakSet<Program>();
  return {
    subject: {
      run: ({ program, text }, inputs) => {
        if (lost.has(program)) throw new Error('device lost');
        let results: Outputs | undefined;
        try {
          results = right.run({ program, text }, inputs) as Outputs;
          return results;
        } finally {
          if (isBad(results)) lost.add(program);
        }
      },
    },
  };
}

/** A running total that a NaN stays in. */
function stickyNaN(): NonNullable<Changes['results']> {
  const seen = new WeakMap<Program, number>();
  return (results, _, program) => {
    if (program.reduction === 'none' || results.loss === undefined) return results;
    const carried = 0 * ((seen.get(program) ?? 0) + (results.loss[0] as number));
    seen.set(program, carried);
    return { ...results, loss: results.loss.map((x) => x + carried) };
  };
}

/** A buffer of the largest run so far: weights behind the end of a shorter one are still in the sum. */
function staleTail(): NonNullable<Changes['outputs']> {
  const longest = new WeakMap<Program, Float32Array>();
  return (outputs, _, program) => {
    const { weight } = outputs;
    if (weight === undefined) return outputs;
    const before = longest.get(program) ?? weight;
    longest.set(program, before.length < weight.length ? weight : before);
    return { ...outputs, weight: Float32Array.from([...weight, ...before.subarray(weight.length)]) };
  };
}

/** The shape of a run is known by the number of its numbers. */
function shapeByLength(): NonNullable<Changes['inputs']> {
  const shapes = new WeakMap<Program, Map<number, number>>();
  return (inputs, program) => {
    const own = shapes.get(program) ?? new Map<number, number>();
    shapes.set(program, own);
    const length = inputs.examples * inputs.items;
    const items = own.get(length) ?? inputs.items;
    own.set(length, items);
    return { ...inputs, items };
  };
}

const one = 'calls/one after the other';

/** Backends that keep what they should not. */
export const wrongKept: readonly WrongBackend[] = [
  quick('results in two buffers used in turn', one, /the results of 'all parameters given' after later calls: /, {
    results: ring(2),
  }),
  quick('results in eight buffers used in turn', one, /the results of 'all parameters given' after later calls: /, {
    results: ring(8),
  }),
  quick('hessians alone in one buffer', one, /results of 'all parameters given' after later calls: hessian/, {
    results: ring(1, (name) => name === 'hessian'),
  }),
  quick('inputs kept by array', 'calls/the same arrays', /the same arrays again, other numbers in predicted/, {
    inputs: cached((values) => values),
  }),
  quick('weights kept by array', 'calls/the same arrays', /other numbers in weight/, {
    inputs: cached((values, name) => (name === 'weight' ? values : {})),
  }),
  quick('parameters kept by array', 'calls/the same arrays', /other numbers in link\./, {
    inputs: cached((values, name) => (name.includes('.') ? values : {})),
  }),
  quick('inputs kept by buffer', 'calls/the same arrays', /the same arrays again/, {
    inputs: cached((values) => (values as Float32Array).buffer),
  }),
  quick('inputs kept by length and ends', 'calls/the same arrays', /the first and last three as before/, {
    inputs: cached((values, name) => (name.includes('.') ? edges(values, name) : {})),
  }),
  quick('parameters of earlier calls kept', one, /only link\.rate given: /, { inputs: merged() }),
  quick('parameters of a refused call kept', one, /was refused: /, takenTooEarly()),
  quick(
    'unusable after a refused call',
    one,
    /device lost/,
    broken((results) => results === undefined),
  ),
  quick(
    'unusable after a NaN',
    one,
    /device lost/,
    broken((results) => results?.loss?.some(Number.isNaN) === true),
  ),
  quick('a NaN that stays in a total', one, /after a NaN: loss is NaN/, { results: stickyNaN() }),
  quick('weights of a longer run in the sum', one, /after 300 rows/, { outputs: staleTail() }),
  quick('shapes known by their lengths', one, /5 rows of 12 classes/, { inputs: shapeByLength() }),
];
