import type { HostInputs, Program } from '@lossmith/core/backend';
import { type Changes, type Outputs, reduce, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

type Reduce = typeof reduce;

/** The sum of the last run is still there when the next begins. */
function uncleared(): Reduce {
  let carried = 0;
  return (reduction, outputs, rows, sum) => {
    const results = reduce(reduction, outputs, rows, sum);
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
    if (!first.has(program)) first.set(program, inputs.classes);
    return { ...inputs, classes: first.get(program) as number };
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

const emptyAsNaN: Reduce = (reduction, outputs, rows, sum) => {
  const results = reduce(reduction, outputs, rows, sum);
  return rows === 0 && reduction === 'mean' ? { ...results, loss: Float32Array.of(Number.NaN) } : results;
};

const onlyWithLoss: Reduce = (reduction, outputs, rows, sum) => {
  if (outputs.loss === undefined) throw new Error('no buffer for the loss');
  return reduce(reduction, outputs, rows, sum);
};

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
];
