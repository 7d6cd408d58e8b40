import type { Loss } from '@lossmith/core';
import {
  compileLoss,
  type HostInputs,
  type LossProgramOptions,
  type ReferenceArtifact,
  referenceBackend,
} from '@lossmith/core/backend';
import { outputNames } from '../exact/exact-values.js';
import { type Fault, fault } from '../fault.js';
import type { Harness, Results } from '../harness.js';
import { show, smallestNormal } from '../numbers.js';

const backend = referenceBackend();
const artifacts = new WeakMap<Loss, Map<string, ReferenceArtifact>>();

/** The reference evaluator's artifact of a program, made once. */
function artifactOf(loss: Loss, options: LossProgramOptions): ReferenceArtifact {
  const made = artifacts.get(loss) ?? new Map<string, ReferenceArtifact>();
  artifacts.set(loss, made);
  const key = JSON.stringify(options);
  const artifact = made.get(key) ?? backend.emit(compileLoss(backend, loss, options));
  made.set(key, artifact);
  return artifact;
}

/** What the reference evaluator gives for a program over the data as a backend gets them: all outputs, in float64. */
export function referenceResults(loss: Loss, options: LossProgramOptions, inputs: HostInputs): Results {
  return artifactOf(loss, { ...options, outputs: outputNames, precision: 'float64' }).run(inputs);
}

/** These cases look for other numbers, not for digits: some 170 units of the last place are room enough, two of float16. */
const room = { float16: 2e-3, float32: 2e-5, float64: 1e-12 } as const;

/** Most faults have one cause: so many of an output are told. */
const told = 3;

/** Where number k of an output belongs. */
function placeOf(name: string, k: number, length: number, { examples, items }: Pick<HostInputs, 'examples' | 'items'>) {
  if (length === 1 && examples !== 1) return name;
  const per = length / examples;
  return per === 1 && (items === 1 || name === 'loss')
    ? `${name}[${k}]`
    : `${name} of row ${Math.floor(k / per)}, class ${k % per},`;
}

/** The number that rounding acts on: the sides of a gradient of classes are no larger than gradient and curvature. */
function sizeAt(name: string, k: number, expected: Results): number {
  const own = Math.abs(expected[name]?.[k] as number);
  return name === 'gradient' ? Math.max(own, Math.abs(expected.hessian?.[k] ?? 0)) : own;
}

const isRight = (actual: number, value: number, allowed: number): boolean =>
  Object.is(actual, value) || (value === 0 ? actual === 0 : Math.abs(actual - value) <= allowed);

/** What differs from expected numbers; `when` names the call. A zero has to be one. */
export function differences(
  { format }: Pick<Harness, 'format'>,
  results: Results,
  expected: Results,
  when: string,
  extent: Pick<HostInputs, 'examples' | 'items'>,
): Fault[] {
  return Object.entries(results).flatMap(([name, values]) => {
    const exact = expected[name] as Float64Array;
    if (values.length !== exact.length)
      return [fault(name, `${when}: ${name} has ${values.length} numbers, expected ${exact.length}`)];
    const found: Fault[] = [];
    for (let k = 0; k < exact.length && found.length < told; k += 1) {
      const [actual, value] = [values[k] as number, exact[k] as number];
      const allowed = Math.max(room[format] * sizeAt(name, k, expected), smallestNormal('float32'));
      if (isRight(actual, value, allowed)) continue;
      const place = placeOf(name, k, exact.length, extent);
      found.push(fault(name, `${when}: ${place} is ${show(actual)}, expected ${show(value)}`));
    }
    return found;
  });
}
