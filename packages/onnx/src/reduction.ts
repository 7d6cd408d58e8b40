import type { Program } from '@lossmith/core/backend';
import type { Graph } from './graph.js';
import { sumAll } from './sums.js';

type Values = Readonly<Record<string, string>>;

/** 1/Σw, and 0 where Σw is 0. A list without axes. */
function reciprocal(total: string, graph: Graph): string {
  const divisor = graph.add('Where', [
    graph.add('Equal', [total, graph.number(0)]),
    graph.number(Number.POSITIVE_INFINITY),
    total,
  ]);
  return graph.add('Div', [graph.number(1), divisor]);
}

/** The mean of losses: 0 where nothing counts, whatever the losses are. */
function meanOf(losses: string, total: string, factor: string, graph: Graph): string {
  const mean = graph.add('Mul', [sumAll(losses, graph), factor]);
  return graph.add('Where', [graph.add('Equal', [total, graph.number(0)]), graph.number(0), mean]);
}

/**
 * The outputs of a program as its reduction says: see `Program.reduction`. Each value has all examples; `count` gives
 * their number.
 */
export function reduceOutputs({ reduction }: Program, values: Values, count: () => string, graph: Graph): Values {
  if (reduction === 'none') return values;
  const { weight, ...results } = values;
  if (reduction === 'sum') {
    return 'loss' in results ? { ...results, loss: sumAll(results.loss as string, graph) } : results;
  }
  const total = weight === undefined ? count() : sumAll(weight, graph);
  const factor = reciprocal(total, graph);
  const reduced = Object.entries(results).map(([name, value]) => {
    return [name, name === 'loss' ? meanOf(value, total, factor, graph) : graph.add('Mul', [value, factor])] as const;
  });
  return Object.fromEntries(reduced);
}
