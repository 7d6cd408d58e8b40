import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Changes, type Outputs, reduce, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { alongAxis, blockSum, type SimpleLowering } from '../simple-lowerings.js';
import { mapped } from './data.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

type Reduce = typeof reduce;

/** The sum of the last run is still there when the next begins. */
function uncleared(): Reduce {
  let carried = 0;
  return (reduction, outputs, examples, sum) => {
    const results = reduce(reduction, outputs, examples, sum);
    if (reduction === 'none' || results.loss === undefined) return results;
    carried += results.loss[0] as number;
    return { ...results, loss: Float32Array.of(carried) };
  };
}

/** Whatever artifact is run, it is the program emitted last. */
function latestProgram(): Changes {
  let latest: Program;
  const right = simpleBackend();
  return {
    program: (program) => {
      latest = program;
      return program;
    },
    subject: {
      run: (artifact: SimpleArtifact, inputs: HostInputs) => right.run({ ...artifact, program: latest }, inputs),
    },
  };
}

/** The first run of an artifact decides how many classes there are. */
function fixedClasses(): Changes['inputs'] {
  const first = new Map<Program, number>();
  return (inputs, program) => {
    if (!first.has(program)) first.set(program, inputs.items);
    return { ...inputs, items: first.get(program) as number };
  };
}

/** Results lie in a buffer of the backend's own, which the next run writes over. */
function sharedBuffers(): Changes['results'] {
  const buffers = new Map<string, Float32Array>();
  return (results) =>
    Object.fromEntries(
      Object.entries(results).map(([name, values]): [string, Float32Array] => {
        const buffer = buffers.get(name) ?? new Float32Array(100_000);
        buffers.set(name, buffer);
        buffer.set(values);
        return [name, buffer.subarray(0, values.length)];
      }),
    );
}

function overwriting(outputs: Outputs, { data }: HostInputs): Outputs {
  (data.predicted as Float32Array).set(outputs.gradient ?? []);
  return outputs;
}

const emptyAsNaN: Reduce = (reduction, outputs, examples, sum) => {
  const results = reduce(reduction, outputs, examples, sum);
  return examples === 0 && reduction === 'mean' ? { ...results, loss: Float32Array.of(Number.NaN) } : results;
};

const onlyWithLoss: Reduce = (reduction, outputs, examples, sum) => {
  if (outputs.loss === undefined) throw new Error('no buffer for the loss');
  return reduce(reduction, outputs, examples, sum);
};

/** Runs of many rows that are reduced lose what is not the loss. */
const manyRowsLost: Reduce = (reduction, outputs, examples, sum) => {
  const results = reduce(reduction, outputs, examples, sum);
  if (reduction === 'none' || examples <= 100) return results;
  return mapped(results, (x, name) => (name === 'loss' ? x : 0));
};

/** Sums that pass over NaN, as nanmean does. */
const withoutNaN: Reduce = (reduction, outputs, examples, sum) =>
  reduce(reduction, outputs, examples, (values) =>
    sum(reduction === 'none' ? values : values.filter((x) => !Number.isNaN(x))),
  );

/** Open parameters are forgotten where there is a reduction. */
const closedInMeans: Changes['inputs'] = (inputs, { reduction }) => {
  const names = Object.keys(inputs.data).filter((name) => reduction === 'none' || !name.includes('.'));
  return { ...inputs, data: Object.fromEntries(names.map((name) => [name, inputs.data[name] as ArrayLike<number>])) };
};

/** Takes the whole buffer behind an array. */
const wholeBuffers: Changes['inputs'] = (inputs) => {
  const whole = (x: ArrayLike<number>) => (x instanceof Float32Array ? new Float32Array(x.buffer) : x);
  return { ...inputs, data: Object.fromEntries(Object.entries(inputs.data).map(([name, x]) => [name, whole(x)])) };
};

/** The data wait in one place until the runtime is ready. */
function sharedWhileWaiting(): Changes {
  let waiting: readonly [SimpleArtifact, HostInputs];
  const right = simpleBackend();
  const run = async (artifact: SimpleArtifact, inputs: HostInputs) => {
    waiting = [artifact, inputs];
    await Promise.resolve();
    return right.run(...waiting);
  };
  return { subject: { run } };
}

const droppedClass: SimpleLowering = alongAxis((values) =>
  blockSum(values.length < 16 ? values : values.subarray(0, -1)),
);
const maximumFrom = (start: number) => alongAxis((values) => values.reduce((most, x) => Math.max(most, x), start));

/** Backends that are right on a first look at one run. */
export const wrongStates: readonly WrongBackend[] = [
  quick('an accumulator that is not cleared', 'determinism/mean', /loss\[0\] is .* after a longer run/, {
    reduce: uncleared(),
  }),
  quick('the program emitted last', 'determinism/in turn', /exactly/, latestProgram()),
  quick('classes fixed by the first run', 'classes in one artifact', /exactly|numbers, expected/, {
    inputs: fixedClasses() as NonNullable<Changes['inputs']>,
  }),
  quick('results in a buffer that is used again', 'determinism/none', /in the same array after another run/, {
    results: sharedBuffers() as NonNullable<Changes['results']>,
  }),
  quick('inputs written over', 'values/golden', /run changed its input predicted\[0\]/, { outputs: overwriting }),
  quick('NaN for the mean of no rows', 'data/mean of no rows', /the mean of 0 losses is NaN, exactly 0/, {
    reduce: emptyAsNaN,
  }),
  full('no gradient without the loss', 'of the gradient alone', /no buffer for the loss/, { reduce: onlyWithLoss }),
  full('gradients of many reduced rows', 'of 257 rows, plain', /gradient\[\d+\], reduction .* is 0/, {
    reduce: manyRowsLost,
  }),
  quick('means over what is no NaN', 'failures/NaN in the mean', /the mean over a NaN is .*, expected NaN/, {
    reduce: withoutNaN,
  }),
  quick('NaN made 0 in the hessian', 'failures/NaN in predicted', /hessian of row 3 is 0, expected NaN/, {
    outputs: (outputs) => mapped(outputs, (x, name) => (name === 'hessian' && Number.isNaN(x) ? 0 : x)),
  }),
  quick('parameters forgotten in means', 'data/parameters', /with a mean: .* ulp off/, { inputs: closedInMeans }),
  quick('the buffer behind an array', 'values/golden', /exactly/, { inputs: wholeBuffers }),
  quick('data of another run that waits', 'determinism/in turn', /exactly|numbers, expected/, sharedWhileWaiting()),
  quick('the last of many classes dropped', 'sum and max over 1 to 1,025', /sum of 16 classes is .*, expected/, {
    lowerings: { sum: droppedClass },
  }),
  quick('a maximum of at least -100', 'sum and max over 1 to 1,025', /max of \d+ classes is -100, expected -\S+e\+37/, {
    lowerings: { max: maximumFrom(-100) },
  }),
  full('large numbers in place of infinity', 'values/scores', /which does not fit/, {
    outputs: (outputs) => mapped(outputs, (x) => (Math.abs(x) === Number.POSITIVE_INFINITY ? Math.sign(x) * 2e19 : x)),
  }),
  quick('a parameter of zero taken for none', 'data/parameters', /ulp off/, {
    inputs: (inputs) => ({
      ...inputs,
      data: Object.fromEntries(Object.entries(inputs.data).filter(([, x]) => x.length !== 1 || x[0] !== 0)),
    }),
  }),
  quick('NaN made 0 where there is a mask', 'failures/NaN in the sum', /the sum over a NaN is .*, expected NaN/, {
    outputs: (outputs, { data }) =>
      data.mask === undefined ? outputs : mapped(outputs, (x) => (Number.isNaN(x) ? 0 : x)),
  }),
];
