import type { Axes, Expression, Loss } from '@lossmith/core';
import type { LossProgramOptions } from '@lossmith/core/backend';
import file from '../../values/masked-pairs.json' with { type: 'json' };
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import type { Fault } from '../fault.js';
import type { Harness, Results } from '../harness.js';
import { constant, input, node } from './nodes.js';
import { differences } from './reference-results.js';

type LossName = keyof (typeof file.rows)[number]['exact'];

const [xi, xj, ti, tj] = [input('predicted', 'i'), input('predicted', 'j'), input('target', 'i'), input('target', 'j')];
const [zero, one, half] = [constant(0), constant(1), constant(0.5)];

/** An operation over pairs, or over what varies along fewer axes. */
const pairwise = (op: 'subtract' | 'multiply' | 'less', x: Expression, y: Expression) => node(op, [x, y], 'ij');
const where = (condition: Expression, x: Expression, axes: Axes = 'ij') => node('select', [condition, x, zero], axes);
const sumOverJ = (x: Expression) => node('sum', [x], 'i', { axis: 'j' });
const sumOverI = (x: Expression) => node('sum', [x], 'j', { axis: 'i' });
const totalOverI = (x: Expression) => node('sum', [x], '', { axis: 'i' });
const totalOverJ = (x: Expression) => node('sum', [x], '', { axis: 'j' });
const sigmoid = (x: Expression) => node('sigmoid', [x], x.axes);

const gap = pairwise('subtract', xi, xj);
const [above, below] = [pairwise('less', tj, ti), pairwise('less', ti, tj)];
const [rise, fall] = [sigmoid(gap), sigmoid(node('negate', [gap], 'ij'))];

interface Expressions {
  readonly loss: Expression;
  readonly gradient: Expression;
  readonly hessian: Expression;
}

/** Σ over pairs with tᵢ > tⱼ of log(1 + e^−(xᵢ − xⱼ)), as RankNet has it. */
const pairs: Expressions = {
  loss: totalOverJ(sumOverI(where(above, node('softplus', [node('negate', [gap], 'ij')], 'ij')))),
  gradient: node('subtract', [sumOverJ(where(below, rise)), sumOverJ(where(above, fall))], 'i'),
  hessian: sumOverJ(where(node('or', [above, below], 'ij'), pairwise('multiply', rise, fall))),
};

const square = (x: Expression) => node('multiply', [half, node('multiply', [x, x], x.axes)], x.axes);
const [sizeI, sizeJ] = [node('size', [], '', { axis: 'i' }), node('size', [], '', { axis: 'j' })];

/** Σⱼ ½(xⱼ − tⱼ)² over the number of items: along j alone. */
const columns: Expressions = {
  loss: node('divide', [totalOverJ(square(node('subtract', [xj, tj], 'j'))), sizeJ]),
  gradient: node('divide', [node('subtract', [xi, ti], 'i'), sizeI], 'i'),
  hessian: node('divide', [one, sizeJ]),
};

const topJ = node('max', [xj], '', { axis: 'j' });

/** Σᵢ ½(maxⱼ xⱼ − xᵢ)², the largest taken for a constant in the derivatives. */
const rivals: Expressions = {
  loss: totalOverI(square(node('subtract', [topJ, xi], 'i'))),
  gradient: node('subtract', [xi, topJ], 'i'),
  hessian: one,
};

function lossOf(kind: string, expressions: Expressions): Loss {
  const inputs = [
    { name: 'predicted', kind: 'score', axes: 'i', gradient: true },
    { name: 'target', kind: 'score', axes: 'i', gradient: false },
  ] as const;
  const plainGradient = expressions.gradient;
  return {
    type: 'lossmith.loss',
    version: 1,
    spec: { kind },
    axes: 'i',
    coupled: true,
    inputs,
    expressions,
    plainGradient,
  };
}

const all: Readonly<Record<LossName, Expressions>> = { pairs, columns, rivals };

const widths = [...new Set(file.rows.map(({ predicted }) => predicted.length))];

/** Rows of one width as one batch: NaN, or the largest number of all, under the mask. */
function batchOf(items: number, under: number) {
  const rows = file.rows.filter(({ predicted }) => predicted.length === items);
  const mask = rows.flatMap(({ kept }) => kept);
  const hidden = (values: readonly number[]) => values.map((z, k) => (mask[k] === 1 ? z : under));
  const data = {
    predicted: hidden(rows.flatMap(({ predicted }) => predicted)),
    target: hidden(rows.flatMap(({ target }) => target)),
  };
  return { rows, batch: { examples: rows.length, items, mask, ...data } };
}

function expectedOf(rows: ReturnType<typeof batchOf>['rows'], name: LossName): Results {
  const numbers = (texts: readonly string[]) => Float64Array.from(texts, Number);
  return {
    loss: numbers(rows.map(({ exact }) => exact[name].loss)),
    gradient: numbers(rows.flatMap(({ exact }) => exact[name].gradient)),
    hessian: numbers(rows.flatMap(({ exact }) => exact[name].hessian)),
  };
}

async function check(harness: Harness, name: LossName): Promise<Fault[]> {
  const options: LossProgramOptions = { outputs: outputNames, mask: 'i' };
  const compiled = await harness.compile(lossOf(`kit.${name}`, all[name]), options);
  const faults: Fault[] = [];
  for (const items of widths) {
    for (const under of [Number.NaN, 1e4]) {
      const { rows, batch } = batchOf(items, under);
      const when = `rows of ${items} items with masks ${rows.map(({ mask }) => `'${mask}'`).join(', ')}, ${under} under them`;
      faults.push(...differences(harness, await compiled.run(batch), expectedOf(rows, name), when, batch));
    }
  }
  await compiled.dispose();
  return faults;
}

const what: Readonly<Record<LossName, string>> = {
  pairs: 'along both i and j',
  columns: 'along j alone',
  rivals: 'along i, beside a largest along j',
};

/** A mask follows its axis: what is masked is left out along i and along j alike (design §3.3). */
export const maskedPairCases: readonly Case[] = (Object.keys(all) as LossName[]).map((name) => ({
  id: `data/a mask ${what[name]}`,
  level: 'data',
  quick: true,
  check: async (harness) => ({ faults: await check(harness, name) }),
}));
