import type { Program } from '@lossmith/core/backend';
import { type Changes, type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { quick, type WrongBackend } from './wrong-backend.js';

const right = simpleBackend();

/** Artifacts are kept by what `keyOf` says, and the one that was made first serves all. */
function shared(keyOf: (program: Program) => unknown): Changes {
  const made = new Map<string, SimpleArtifact>();
  const emit = (program: Program): SimpleArtifact => {
    const key = JSON.stringify(keyOf(program));
    if (!made.has(key)) made.set(key, { program, text: '' });
    return made.get(key) as SimpleArtifact;
  };
  return { subject: { backend: { ...right.backend, emit } } };
}

const withoutDefaults = ({ instructions, parameters, ...rest }: Program) => ({
  ...rest,
  parameters: parameters.map(({ name }) => name),
  instructions: instructions.map(({ op, value, ...one }) =>
    op === 'parameter' ? { op, ...one } : { op, value, ...one },
  ),
});
const withoutConstants = ({ instructions, ...rest }: Program) => ({
  ...rest,
  instructions: instructions.map(({ value, ...one }) => ({ ...one, value: value?.toFixed(3) })),
});
const withoutReduction = ({ reduction: _, ...rest }: Program) => rest;
const withoutOutputs = ({ inputs, outputs, reduction }: Program) => ({
  inputs,
  reduction,
  count: Object.keys(outputs).length,
});
const operationsAlone = ({ instructions, outputs, reduction, inputs }: Program) => ({
  ops: instructions.map(({ op }) => op),
  names: Object.keys(outputs),
  reduction,
  inputs,
});

/** Artifacts of one program, or all, lie in one place that `dispose` frees. */
function freed(keyOf: (program: Program) => string): Changes {
  const gone = new Set<string>();
  return {
    subject: {
      backend: {
        ...right.backend,
        emit: (program) => {
          gone.delete(keyOf(program));
          return { program, text: '' };
        },
      },
      run: (artifact, inputs) => {
        if (gone.has(keyOf(artifact.program))) throw new Error('used after it was freed');
        return right.run(artifact, inputs);
      },
      dispose: ({ program }) => {
        gone.add(keyOf(program));
      },
    },
  };
}

const alike = 'calls/artifacts that differ in';
const all = JSON.stringify;

/** Backends that take one artifact for another. */
export const wrongSharedArtifacts: readonly WrongBackend[] = [
  quick('artifacts shared by all but defaults', `${alike} defaults`, /'rate 0.25'.*gradient/, shared(withoutDefaults)),
  quick(
    'artifacts shared by all but digits of constants',
    `${alike} constants`,
    /'rate 0\.7.*', compiled at once with the others/,
    shared(withoutConstants),
  ),
  quick('artifacts shared by all but the reduction', `${alike} the reduction`, /'sum'/, shared(withoutReduction)),
  quick(
    'artifacts shared by the number of outputs',
    `${alike} the outputs`,
    /hessian, gradient/,
    shared(withoutOutputs),
  ),
  quick(
    'artifacts shared by their operations',
    `${alike} constants`,
    /'.*', compiled at once with the others/,
    shared(operationsAlone),
  ),
  quick(
    'dispose frees those of equal programs',
    `${alike} defaults`,
    /'rate 0.5.*, after a second artifact of the same loss was disposed of: .*freed/,
    freed(all),
  ),
  quick(
    'dispose frees all artifacts',
    `${alike} constants`,
    /disposed of: .*freed/,
    freed(() => 'all'),
  ),
];
