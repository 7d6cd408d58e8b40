import type { Program } from '@lossmith/core/backend';
import { elementCodes } from './element-type.js';
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
function meanOf(losses: string, total: string, factor: string, count: string, graph: Graph): string {
  const mean = graph.add('Mul', [sumAll(losses, count, graph), factor]);
  return graph.add('Where', [graph.add('Equal', [total, graph.number(0)]), graph.number(0), mean]);
}

/**
 * The outputs of a program as its reduction says: see `Program.reduction`. Each value has all examples; `count` gives
 * their number, as a list of one.
 */
export function reduceOutputs(program: Program, values: Values, count: () => string, graph: Graph): Values {
  const { reduction, precision } = program;
  if (reduction === 'none') return values;
  const { weight, ...results } = values;
  if (reduction === 'sum') {
    return 'loss' in results ? { ...results, loss: sumAll(results.loss as string, count(), graph) } : results;
  }
  const number = () => graph.add('Squeeze', [count(), graph.integers([0])]);
  const total =
    weight === undefined
      ? graph.add('Cast', [number()], { to: elementCodes[precision] })
      : sumAll(weight, count(), graph);
  const factor = reciprocal(total, graph);
  const reduced = Object.entries(results).map(([name, value]) => {
    const mean = () => meanOf(value, total, factor, count(), graph);
    return [name, name === 'loss' ? mean() : graph.add('Mul', [value, factor])] as const;
  });
  return Object.fromEntries(reduced);
}
