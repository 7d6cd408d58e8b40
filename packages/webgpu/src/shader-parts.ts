import type { Program } from '@lossmith/core/backend';
import type { Accumulator, AccumulatorKind } from './accumulator.js';
import { acrossCluster, clusterText } from './across-cluster.js';
import { acrossWorkgroup, type Lanes, workgroupText } from './across-workgroup.js';
import { bindingsOf, type LayoutOptions } from './bindings.js';
import { dataText } from './data-text.js';
import { type WgslBinding, workgroupSize } from './module.js';
import { parametersText } from './parameter-text.js';
import { assign, ifThen, type Lines } from './statements.js';
import type { FunctionName } from './wgsl-function.js';
import { functionsText } from './wgsl-functions.js';

export const wholeWorkgroup: Lanes = { lanes: `${workgroupSize}u`, lane: 'local' };

/** A program and its layout, and what its entry points need besides themselves, found while they are written. */
export interface ShaderParts {
  readonly program: Program;
  readonly options: LayoutOptions;
  readonly bindings: readonly WgslBinding[];
  readonly functions: Set<FunctionName>;
  /** Kinds that are put together across parts of a subgroup. */
  readonly clusters: Set<AccumulatorKind>;
  /** How many of each kind are put together across a workgroup at once. */
  readonly slots: Map<AccumulatorKind, number>;
}

export const shaderParts = (program: Program, options: LayoutOptions): ShaderParts => ({
  program,
  options,
  bindings: bindingsOf(program, options),
  functions: new Set(),
  clusters: new Set(),
  slots: new Map(),
});

/** Lines that put together what the lanes of a workgroup accumulated. */
export function workgroupLines({ slots }: ShaderParts, accumulators: readonly Accumulator[], lanes: Lanes): Lines {
  for (const { kind } of accumulators) {
    const count = accumulators.filter((one) => one.kind === kind).length;
    slots.set(kind, Math.max(count, slots.get(kind) ?? 0));
  }
  return acrossWorkgroup(accumulators, lanes);
}

/** Lines that put together what a part of a subgroup accumulated. */
export function clusterLines({ clusters }: ShaderParts, accumulators: readonly Accumulator[]): Lines {
  for (const { kind } of accumulators) clusters.add(kind);
  return acrossCluster(accumulators);
}

/** Lines that leave one sum of the workgroup, or one of each part of a subgroup, in the partial sums. */
export function partialSumLines(parts: ShaderParts, accumulators: readonly Accumulator[]): Lines {
  const across = parts.options.subgroups
    ? clusterLines(parts, accumulators)
    : workgroupLines(parts, accumulators, wholeWorkgroup);
  const place = `(group.x * ${workgroupSize}u + local) / call.cluster`;
  return [...across, ...ifThen('local % call.cluster == 0u', [assign(`partials_data[${place}]`, 'total')])];
}

/** All that stands before the entry points. */
export const partTexts = ({ program, bindings, functions, clusters, slots }: ShaderParts): readonly string[] => [
  dataText(bindings),
  parametersText(program),
  functionsText(functions),
  clusterText(clusters),
  workgroupText(slots),
];
