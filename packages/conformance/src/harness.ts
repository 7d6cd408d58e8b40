import type { Loss } from '@lossmith/core';
import {
  compileLoss,
  type HostInputs,
  type LossProgramOptions,
  type Precision,
  type Program,
} from '@lossmith/core/backend';
import { type Fault, fault } from './fault.js';
import { hostInputs } from './host-data.js';
import type { NumberFormat } from './numbers.js';
import { type Compile, shareArtifacts } from './shared-artifacts.js';
import { formatOf, type RunResults, type Subject } from './subject.js';

/** Scores, targets, weights and a mask of a run, row by row, and values of open parameters. */
export interface Batch {
  readonly examples: number;
  readonly items: number;
  readonly predicted: ArrayLike<number>;
  /** Empty where the loss observes nothing. */
  readonly target: ArrayLike<number>;
  /** What else the loss asks for, by name. */
  readonly others?: Readonly<Record<string, ArrayLike<number>>>;
  readonly weight?: ArrayLike<number>;
  readonly mask?: ArrayLike<number>;
  readonly parameters?: Readonly<Record<string, ArrayLike<number>>>;
}

/** A backend as cases see it: compile a loss, run it over data. */
export interface Harness {
  readonly precision: Precision;
  /** The kind of number in which results are. */
  readonly format: NumberFormat;
  readonly subject: Subject;
  compile(loss: Loss, options?: LossProgramOptions): Promise<Compiled>;
  /** Compiles, runs once and disposes. */
  compute(loss: Loss, options: LossProgramOptions, batch: Batch): Promise<Results>;
}

/** A harness over a run of the kit. */
export interface OpenHarness extends Harness {
  /** The same, but that artifacts are used again by later cases. */
  readonly shared: Harness;
  /** Disposes of the artifacts that wait for later cases. */
  release(): Promise<void>;
}

export type Results = Readonly<Record<string, Float64Array>>;

/** A compiled loss; results come out as flat float64 arrays, after a look at their names and lengths. */
export interface Compiled {
  readonly program: Program;
  readonly artifact: unknown;
  /** The data of a batch as the subject gets them, in arrays of their own. */
  inputsOf(batch: Batch): HostInputs;
  /** `inputs` are those of the batch, unless arrays are given that were used before. */
  run(batch: Batch, inputs?: HostInputs): Promise<Results>;
  /** What the subject's run gave, as it is. */
  raw(batch: Batch, inputs?: HostInputs): Promise<RunResults>;
  dispose(): Promise<void>;
}

/** A result that is no array of the right length: nothing further can be said of it. */
export class ResultError extends Error {
  readonly fault: Fault;
  constructor(output: string, message: string) {
    super(message);
    this.fault = fault(output, message);
  }
}

function checked(results: RunResults, names: readonly string[], options: LossProgramOptions, loss: Loss, batch: Batch) {
  const lengthOf = (name: string) => {
    if (name === 'loss') return (options.reduction ?? 'none') === 'none' ? batch.examples : 1;
    return batch.examples * (loss.axes === 'i' ? batch.items : 1);
  };
  const entries = names.map((name) => {
    const values = results?.[name];
    if (typeof values?.length !== 'number') {
      const found =
        results?.[name] === undefined
          ? Object.keys(results ?? {}).join(', ') || (results == null ? String(results) : 'nothing')
          : `a ${typeof results[name]}`;
      throw new ResultError(name, `run gave no array '${name}'; it gave ${found}`);
    }
    if (values.length !== lengthOf(name)) {
      throw new ResultError(name, `${name} has ${values.length} numbers, expected ${lengthOf(name)}`);
    }
    // Not `from`, which goes through an iterator.
    return [name, new Float64Array(values)] as const;
  });
  return Object.fromEntries(entries);
}

/** Data belong to the caller. */
function checkUntouched(before: HostInputs['data'], after: HostInputs['data']): void {
  for (const [name, values] of Object.entries(before)) {
    const k = Array.from(values).findIndex((value, n) => !Object.is(value, after[name]?.[n]));
    if (k >= 0)
      throw new ResultError(name, `run changed its input ${name}[${k}] from ${values[k]} to ${after[name]?.[k]}`);
  }
}

/** Compiles a loss anew with every call. */
function compileOn(subject: Subject): Compile {
  const { backend, precision } = subject;
  return async (loss, options = {}) => {
    const settings = { precision, ...options };
    const program = compileLoss(backend, loss, settings);
    const artifact = await backend.emit(program);
    const names = options.outputs ?? ['loss', 'gradient'];
    const inputsOf = (batch: Batch) => hostInputs(loss, precision, batch);
    const raw = async (batch: Batch, inputs: HostInputs = inputsOf(batch)) => {
      const before = batch.examples < 10_000 ? structuredClone(inputs.data) : undefined;
      const results = await subject.run(artifact, inputs);
      if (before !== undefined) checkUntouched(before, inputs.data);
      return results;
    };
    return {
      program,
      artifact,
      inputsOf,
      raw,
      run: async (batch, inputs) => checked(await raw(batch, inputs), names, settings, loss, batch),
      dispose: async () => subject.dispose?.(artifact),
    };
  };
}

function harnessOf(subject: Subject, compile: Compile): Harness {
  const compute = async (loss: Loss, options: LossProgramOptions, batch: Batch) => {
    const compiled = await compile(loss, options);
    try {
      return await compiled.run(batch);
    } finally {
      await compiled.dispose();
    }
  };
  return { precision: subject.precision, format: formatOf(subject), subject, compile, compute };
}

export function openHarness(subject: Subject): OpenHarness {
  const compile = compileOn(subject);
  const sharing = shareArtifacts(compile);
  return {
    ...harnessOf(subject, compile),
    shared: harnessOf(subject, sharing.compile),
    release: sharing.release,
  };
}
