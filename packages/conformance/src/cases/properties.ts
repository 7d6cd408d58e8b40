import { evaluate, type LinkSpec } from '@lossmith/core';
import { inputOf, kappa } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import type { Harness, Results } from '../harness.js';
import { largestOf, show, smallestNormal, ulpOf } from '../numbers.js';
import { bar, type Pair, randomPairs, seedOf } from './random-scores.js';

/** The link of a matching loss over scores. */
const linkOf = ({ loss }: NamedSet) => (loss.spec as unknown as { link: LinkSpec }).link;

const batchOf = (pairs: readonly Pair[]) => ({
  examples: pairs.length,
  items: 1,
  predicted: pairs.map(([predicted]) => predicted),
  target: pairs.map(([, target]) => target),
});

interface Point {
  readonly pair: Pair;
  readonly at: string;
  readonly is: Readonly<Record<'loss' | 'gradient' | 'hessian', number>>;
  readonly exact: Readonly<Record<'loss' | 'gradient' | 'hessian', number>>;
}

const at = ([predicted, target]: Pair) => `ŝ = ${show(predicted)}, s = ${show(target)}`;

/** Results of a backend and of the reference evaluator over the same pairs. */
async function points(harness: Harness, set: NamedSet, pairs: readonly Pair[]): Promise<readonly Point[]> {
  const batch = batchOf(pairs);
  const results = await harness.compute(set.loss, { outputs: outputNames }, batch);
  const { predicted, target } = batch;
  const reference: Results = pickOutputs(evaluate(set.loss, { predicted, target }));
  const take = (from: Results, k: number) =>
    Object.fromEntries(outputNames.map((name) => [name, from[name]?.[k] ?? Number.NaN])) as Point['is'];
  return pairs.map((pair, k) => ({ pair, at: at(pair), is: take(results, k), exact: take(reference, k) }));
}

const pickOutputs = ({ loss, gradient, hessian }: ReturnType<typeof evaluate>) => ({ loss, gradient, hessian });

type Check = (point: Point, harness: Harness, link: LinkSpec) => Fault[];

const neverNegative: Check = ({ is, at: place }) =>
  is.loss >= 0 ? [] : [fault('loss', `loss at ${place} is ${show(is.loss)}, a loss is never negative`)];

const zeroAtOptimum: Check = ({ pair: [predicted, target], is, at: place }) => {
  if (predicted !== target) return [];
  const off = (['loss', 'gradient'] as const).filter((name) => is[name] !== 0);
  return off.map((name) => fault(name, `${name} at ${place} is ${show(is[name])}, exactly 0`));
};

const rightSign: Check = ({ is, exact, at: place }, { precision }) => {
  if (Math.abs(exact.gradient) < smallestNormal(precision) || Math.sign(is.gradient) === Math.sign(exact.gradient))
    return [];
  return [fault('gradient', `gradient at ${place} is ${show(is.gradient)}, the reference has ${show(exact.gradient)}`)];
};

const finite: Check = ({ is, exact, at: place }, { precision }) =>
  outputNames.flatMap((name) => {
    if (!(Math.abs(exact[name]) <= largestOf(precision) / 4) || Number.isFinite(is[name])) return [];
    return [fault(name, `${name} at ${place} is ${is[name]}, the reference has ${show(exact[name])}`)];
  });

/** Points that no list holds, against the reference evaluator. */
const held: Check = ({ pair, is, exact, at: place }, { precision }, link) => {
  const allowance = Math.max(...pair.map((z) => kappa(link, z)));
  return outputNames.flatMap((name) => {
    const value = exact[name];
    if (!(Math.abs(value) >= smallestNormal('float32')) || Math.abs(value) > largestOf(precision) / 4) return [];
    const limit = bar(precision, allowance, Math.abs(value));
    const share = Math.abs(is[name] - value) / limit;
    if (share <= 1) return [];
    const ulp = Math.abs(is[name] - value) / ulpOf(value, precision);
    return [
      fault(
        name,
        `${name} at ${place} is ${show(is[name])}, the reference has ${show(value)}: ${ulp.toPrecision(3)} ulp`,
        share,
      ),
    ];
  });
};

const checks: Readonly<Record<string, Check>> = {
  'never negative': neverNegative,
  'zero at the optimum': zeroAtOptimum,
  'the sign of the gradient': rightSign,
  'finite where the exact result is': finite,
  'points between the exact ones': held,
};

/** The gradient never falls as the prediction rises: the loss is convex. */
async function convexity(harness: Harness, set: NamedSet): Promise<Fault[]> {
  const link = linkOf(set);
  const lines = [-3, 0.25, 7].map((s) => Array.from({ length: 121 }, (_, k): Pair => [Math.fround((k - 60) / 4), s]));
  // All outputs, as in the checks of points: the same artifact serves.
  const results = await harness.compute(set.loss, { outputs: outputNames }, batchOf(lines.flat()));
  return lines.flatMap((line, n) =>
    line.slice(1).flatMap(([predicted, s], k) => {
      const [before, after] = [k, k + 1].map((place) => results.gradient?.[n * line.length + place] as number);
      const room =
        2 *
        bar(
          harness.precision,
          Math.max(kappa(link, predicted), kappa(link, s)),
          Math.max(Math.abs(before!), Math.abs(after!)),
        );
      if (after! >= before! - room) return [];
      return [
        fault(
          'gradient',
          `gradient falls from ${show(before!)} to ${show(after!)} up to ${at([predicted, s])}: not convex`,
        ),
      ];
    }),
  );
}

/** What holds of every matching loss over scores, at points of a kind's own. */
export function propertyCases(sets: readonly NamedSet[]): readonly Case[] {
  const matching = sets.filter(
    ({ loss }) => loss.spec.kind === 'matching' && inputOf(loss, 'target')?.kind === 'score',
  );
  return matching.flatMap((set, n) => {
    const name = set.id.slice(set.id.indexOf('/') + 1);
    const quick = n % 3 === 0;
    const each = Object.entries(checks).map(
      ([what, check]): Case => ({
        id: `properties/${what}: ${name}`,
        level: 'properties',
        quick,
        check: async (harness) => {
          const all = await points(harness, set, randomPairs(300, seedOf(`${what} ${name}`)));
          return { faults: all.flatMap((point) => check(point, harness, linkOf(set))) };
        },
      }),
    );
    const convex: Case = {
      id: `properties/convex: ${name}`,
      level: 'properties',
      quick,
      check: async (harness) => ({ faults: await convexity(harness, set) }),
    };
    return [...each, convex];
  });
}
