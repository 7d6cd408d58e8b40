import type { Program } from '@lossmith/core/backend';
import type { Accumulator, AccumulatorKind } from './accumulator.js';
import { acrossCluster, clusterText } from './across-cluster.js';
import { acrossWorkgroup, type Lanes, workgroupText } from './across-workgroup.js';
import { bindingsOf, hasClasses, type LayoutOptions } from './bindings.js';
import { dataText } from './data-text.js';
import { workgroupSize } from './module.js';
import { parametersText } from './parameter-text.js';
import { assign, ifThen, type Lines } from './statements.js';
import type { FunctionName } from './wgsl-function.js';
import { functionsText } from './wgsl-functions.js';

export const wholeWorkgroup: Lanes = { lanes: `${workgroupSize}u`, lane: 'local' };

/** What the entry points of a shader need besides themselves, found while they are written. */
export class ShaderParts {
  readonly functions = new Set<FunctionName>();
  private readonly clusterKinds = new Set<AccumulatorKind>();
  /** How many of each kind are put together across a workgroup at once. */
  private readonly slots = new Map<AccumulatorKind, number>();

  readonly program: Program;
  readonly options: LayoutOptions;
  readonly bindings;
  readonly hasClasses: boolean;
  readonly reduced: boolean;

  constructor(program: Program, options: LayoutOptions) {
    this.program = program;
    this.options = options;
    this.bindings = bindingsOf(program, options);
    this.hasClasses = hasClasses(program);
    this.reduced = program.reduction !== 'none';
  }

  /** Lines that put together what the lanes of a workgroup accumulated. */
  acrossWorkgroup(accumulators: readonly Accumulator[], lanes: Lanes): Lines {
    for (const { kind } of accumulators) {
      const count = accumulators.filter((one) => one.kind === kind).length;
      this.slots.set(kind, Math.max(count, this.slots.get(kind) ?? 0));
    }
    return acrossWorkgroup(accumulators, lanes);
  }

  /** Lines that put together what a part of a subgroup accumulated. */
  acrossCluster(accumulators: readonly Accumulator[]): Lines {
    for (const { kind } of accumulators) this.clusterKinds.add(kind);
    return acrossCluster(accumulators);
  }

  /** Lines that leave one sum of the workgroup, or one of each part of a subgroup, in the partial sums. */
  partialSum(accumulators: readonly Accumulator[]): Lines {
    const across = this.options.subgroups
      ? this.acrossCluster(accumulators)
      : this.acrossWorkgroup(accumulators, wholeWorkgroup);
    const place = `(group.x * ${workgroupSize}u + local) / call.cluster`;
    return [...across, ...ifThen('local % call.cluster == 0u', [assign(`partials_data[${place}]`, 'total')])];
  }

  /** All that stands before the entry points. */
  texts(): readonly string[] {
    return [
      dataText(this.bindings),
      parametersText(this.program),
      functionsText(this.functions),
      clusterText(this.clusterKinds),
      workgroupText(this.slots),
    ];
  }
}
