import { checkHostInputs, type HostInputs, type Precision, type Program } from '@lossmith/core/backend';
import { type Plan, } from './plan.js';
import { runModule, startModule, type Running } from './run-module.js';
import { writeModule } from './write-module.js';

export type Numbers = Float32Array | Float64Array;
export type Results = Readonly<Record<string, Numbers>>;

/** A compiled program. */
export interface Artifact {
  readonly program: Program;
  /** The module for parameters that are one number each. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Throws where the data do not fit the program, see `checkHostInputs`. Writes to the outputs given, which are results too. */
  run(inputs: HostInputs, outputs?: Results): Results;
}

/** Parameters that come one per example. With a single example there is no difference. */
const perExampleIn = ({ parameters }: Program, { data, rows }: HostInputs): readonly string[] =>
  parameters.map(({ name }) => name).filter((name) => rows > 1 && (data[name]?.length ?? 1) > 1);

/** Modules are made when they are first needed. */
export function artifactOf(program: Program, arithmetic: Precision): Artifact {
  const running = new Map<string, Running>();
  const planOf = (perExample: readonly string[]): Plan => ({ program, arithmetic, perExample });
  const bytes = writeModule(planOf([]));
  const start = (perExample: readonly string[]): Running => {
    const key = perExample.join();
    const found = running.get(key);
    if (found !== undefined) return found;
    const plan = planOf(perExample);
    const made = startModule(plan, perExample.length === 0 ? bytes : writeModule(plan));
    running.set(key, made);
    return made;
  };
  return {
    program,
    bytes,
    run(inputs, outputs = {}) {
      checkHostInputs(program, inputs);
      return runModule(start(perExampleIn(program, inputs)), inputs, outputs);
    },
  };
}
