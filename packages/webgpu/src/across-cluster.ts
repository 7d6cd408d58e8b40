import { type Accumulator, type AccumulatorKind, kinds, parameterOf } from './accumulator.js';
import { softmaxFields } from './online-softmax.js';
import { assign, type Lines } from './statements.js';

/** What a part of a subgroup accumulated, `call.cluster` invocations: no barrier. */
export const acrossCluster = (accumulators: readonly Accumulator[]): Lines =>
  accumulators.map(({ name, kind, more = '' }) => assign(name, `cluster_${kind}(${name}${more})`));

const fields: { readonly [kind in AccumulatorKind]?: readonly string[] } = {
  softmax: softmaxFields,
  log_sum_exp: ['top', 'others'],
};

/** The value that the invocation `step` further has. */
function shuffled(kind: AccumulatorKind): string {
  const names = fields[kind];
  if (names === undefined) return 'subgroupShuffleXor(y, step)';
  return `${kinds[kind].type}(${names.map((name) => `subgroupShuffleXor(y.${name}, step)`).join(', ')})`;
}

const clusterFunction = (kind: AccumulatorKind): string => {
  const { type, combine, more } = kinds[kind];
  return `fn cluster_${kind}(x: ${type}${parameterOf(kind)}) -> ${type} {
  var y = x;
  for (var step = 1u; step < call.cluster; step *= 2u) {
    let other = ${shuffled(kind)};
    y = ${combine('y', 'other', more)};
  }
  return y;
}`;
};

/** Functions that `acrossCluster` needs. */
export const clusterText = (used: ReadonlySet<AccumulatorKind>): string => [...used].map(clusterFunction).join('\n\n');
