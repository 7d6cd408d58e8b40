import { checkHostInputs, type HostInputs, type Program } from '@lossmith/core/backend';
import { layoutOf } from './layout-of.js';
import { type Lender, type LentArrays, lenderOf, plainArrays } from './lent-arrays.js';
import { instantiate } from './module-instance.js';
import { type ModuleSpec, scalarParameters } from './module-spec.js';
import { inputsOf } from './needed-values.js';
import { type Results, type RunningModule, runModule } from './run-module.js';
import { runReference } from './run-reference.js';
import { hasVectors, warnOfReference } from './support.js';
import { writeModule } from './write-module.js';

/** A compiled program. */
export interface Artifact {
  readonly program: Program;
  /** The module for parameters that are one number each. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Throws where the data do not fit the program, see `checkHostInputs`. Outputs that are given are written to, and results. */
  run(inputs: HostInputs, outputs?: Results): Results;
  /** The same for data that are known to fit. */
  compute(inputs: HostInputs, outputs: Results): Results;
  /** A module for these data, started; undefined where WebAssembly or its vectors are missing. */
  start(inputs: HostInputs): RunningModule | undefined;
  /** Arrays for as many examples and items that `compute` reads and writes where they are. Those given before become arrays like any others. */
  lend(examples: number, items: number): LentArrays;
}

/** Parameters that come one per example. With a single example there is no difference. */
const perExampleIn = ({ parameters }: Program, { data, examples }: HostInputs): readonly string[] =>
  parameters.filter(({ name }) => examples > 1 && (data[name]?.length ?? 1) > 1).map(({ name }) => name);

/** So many modules, for parameters that come per example in different ways, wait to be used again: a page has room for few memories (125 in Chromium 156). */
const mostStarted = 4;

/** Modules are started when they are first needed. */
export function artifactOf(program: Program): Artifact {
  const started = new Map<string, RunningModule>();
  const specFor = (perExample: readonly string[]): ModuleSpec => ({ program, perExample });
  const bytes = writeModule(specFor([]));
  const begin = (perExample: readonly string[]): RunningModule => {
    const spec = specFor(perExample);
    const module = new WebAssembly.Module(perExample.length === 0 ? bytes : writeModule(spec));
    return {
      spec,
      instance: instantiate(layoutOf(spec), module),
      parameters: scalarParameters(spec),
      counted: inputsOf(program, 'weight'),
    };
  };
  let lender: Lender | undefined;
  const start = (inputs: HostInputs): RunningModule | undefined => {
    if (!hasVectors()) {
      warnOfReference();
      return undefined;
    }
    const perExample = perExampleIn(program, inputs);
    if (perExample.length === 0 && lender?.serves(inputs)) return lender.running;
    const way = perExample.join();
    const running = started.get(way) ?? begin(perExample);
    // The one used last stands last.
    started.delete(way);
    started.set(way, running);
    if (started.size > mostStarted) started.delete(started.keys().next().value as string);
    return running;
  };
  const compute = (inputs: HostInputs, outputs: Results): Results => {
    const running = start(inputs);
    return running === undefined ? runReference(program, inputs, outputs) : runModule(running, inputs, outputs);
  };
  const lend = (examples: number, items: number): LentArrays => {
    lender = hasVectors() ? lenderOf(begin([]), examples, items) : undefined;
    return lender?.arrays ?? plainArrays(specFor([]), examples, items);
  };
  return {
    program,
    bytes,
    lend,
    start,
    compute,
    run(inputs, outputs = {}) {
      checkHostInputs(program, inputs);
      return compute(inputs, outputs);
    },
  };
}
