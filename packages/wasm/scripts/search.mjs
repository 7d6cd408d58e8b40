/**
 * Looks for errors at random: many points of every link and class loss, results of kernels against the reference evaluator, in units of the last
 * place of what design §4 measures by: the exact value, except where an output target, or another class, cancels. Prints the largest errors, and where they are.
 * float32 arithmetic, for score targets, is held to 4 + κ/2 units: the largest share of that is printed too.
 *
 *     node scripts/search.mjs [--points 1000000] [--seed 1] [--precision float32|float64] [--what scores|outputs|rows] [--only sinh]
 */
import { parseArgs } from 'node:util';
import { kappa } from '@lossmith/core/backend';
import { createKernel, evaluate, evaluateLink, losses } from '../dist/index.js';
import { makersOf, pairsBy, placementBy, randomFrom } from './random.mjs';
import { magnitudesOf, placesOf, rowMakers, rowsBy } from './search-rows.mjs';

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    precision: { type: 'string', default: 'float32' },
    what: { type: 'string' },
    only: { type: 'string' },
  },
});

const random = randomFrom(Number(options.seed));
const smallestNormal = 2 ** -126;
const ulp = (x) => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(x)))) - 23);
const kernelOf = (loss, outputs) =>
  createKernel(loss, { outputs, reduction: 'none', precision: options.precision, parameters: 'constants' });

/** Units of the last place that results are held to: see options.ts. */
function allowed(link, ...scores) {
  if (options.precision === 'float64') return 2;
  return 4 + Math.max(...scores.map((z) => kappa(link, z))) / 2;
}

/** The largest errors so far, by output; `where` is called for the worst alone. */
function tally(names) {
  const worst = Object.fromEntries(names.map((name) => [name, { error: 0, share: 0, where: '' }]));
  return {
    worst,
    /** `allowed` is what the error may be, in units of the last place. */
    add(name, found, exact, magnitude, where, allowed = 2) {
      if (!(Math.abs(exact) >= smallestNormal && Math.abs(exact) < 3.4e38)) return;
      const error = Math.abs(found - exact) / ulp(magnitude);
      worst[name].error = Math.max(worst[name].error, error);
      const share = error / allowed;
      if (!(share <= worst[name].share)) Object.assign(worst[name], { share, where: where() });
    },
  };
}

function report(title, { worst }) {
  const names = Object.keys(worst);
  const figures = ({ error, share }) => `${error.toFixed(2)} (${share.toFixed(2)} of the bar)`;
  console.log(`${title.padEnd(36)} ${names.map((name) => `${name} ${figures(worst[name])}`).join(', ')}`);
  for (const name of names) if (!(worst[name].share <= 1)) console.log(`    ${name} at ${worst[name].where}`);
}

const rounds = 20;
const perRound = Math.ceil(Number(options.points) / rounds);
const chosen = (makers) =>
  Object.entries(makers).filter(([kind]) => options.only === undefined || kind.includes(options.only));

function searchScores() {
  for (const [kind, make] of chosen(makersOf(random))) {
    const found = tally(['loss', 'gradient', 'hessian']);
    for (let round = 0; round < rounds; round += 1) {
      const at = placementBy(random);
      const loss = losses.matching(make(at));
      const inputs = pairsBy(random, at, perRound);
      const [results, exact] = [kernelOf(loss, Object.keys(found.worst)).run(inputs), evaluate(loss, inputs)];
      for (const name of Object.keys(found.worst))
        for (let k = 0; k < perRound; k += 1)
          found.add(
            name,
            results[name][k],
            exact[name][k],
            exact[name][k],
            () => `ŝ = ${inputs.predicted[k]}, s = ${inputs.target[k]}, ${JSON.stringify(loss.spec.link)}`,
            allowed(loss.spec.link, inputs.predicted[k], inputs.target[k]),
          );
    }
    report(`${kind}, scores`, found);
  }
}

/** Finite ends of a link's range, of amplitude 1. */
const ends = (link) =>
  ({ sigmoid: [0, 1], tanh: [-1, 1], arctan: [-Math.PI / 2, Math.PI / 2], softsign: [-1, 1], exp: [0] })[link.kind] ??
  [];

const withOutputs = ['identity', 'exp', 'sinh', 'sigmoid', 'tanh', 'arctan', 'asinh', 'softsign', 'power'];

function searchOutputs() {
  for (const [kind, make] of chosen(makersOf(random)).filter(([kind]) => withOutputs.includes(kind))) {
    const found = tally(['loss', 'gradient', 'hessian']);
    for (let round = 0; round < rounds; round += 1) {
      const at = placementBy(random);
      const link = make(at);
      const loss = losses.matching(link, { target: 'output' });
      const pairs = pairsBy(random, at, perRound);
      const range = ends(link.spec).map((end) => end * at.amplitude);
      const { output, sensitivity } = evaluateLink(link, pairs.target);
      const target = Float32Array.from(output);
      const inside = (y) =>
        Number.isFinite(y) && range.every((end) => (end === 0 ? y > 1e-30 : Math.abs(y) < Math.abs(end)));
      const kept = [...target.keys()].filter((k) => inside(target[k]));
      const inputs = {
        predicted: Float32Array.from(kept, (k) => pairs.predicted[k]),
        target: Float32Array.from(kept, (k) => target[k]),
      };
      // h⁻¹ of the rounded output, by one step of Newton's.
      const scores = kept.map((k) => pairs.target[k] + (target[k] - output[k]) / Math.max(sensitivity[k], 1e-300));
      const [results, exact] = [kernelOf(loss, Object.keys(found.worst)).run(inputs), evaluate(loss, inputs)];
      for (let k = 0; k < kept.length; k += 1) {
        const y = inputs.target[k];
        const rest = range.length === 0 ? Math.abs(y) : Math.min(...range.map((end) => Math.abs(y - end)));
        // Beside the optimum the difference of scores is lost in their rounding (ARCHITECTURE.md, departure 8).
        const away = Math.max(
          Math.abs(inputs.predicted[k] - scores[k]),
          2 ** -24 * Math.abs(inputs.predicted[k] - at.center),
        );
        const magnitudes = {
          loss: Math.max(exact.loss[k], rest * Math.abs(away)),
          gradient: Math.max(Math.abs(exact.gradient[k]), rest),
          hessian: exact.hessian[k],
        };
        for (const name of Object.keys(magnitudes))
          found.add(name, results[name][k], exact[name][k], magnitudes[name], () => {
            return `ŝ = ${inputs.predicted[k]}, y = ${y}, ${JSON.stringify(loss.spec.link)}`;
          });
      }
    }
    report(`${kind}, outputs`, found);
  }
}

/** Points are classes of rows here. */
function searchRows() {
  for (const [kind, make] of chosen(rowMakers(random))) {
    const found = tally(['loss', 'gradient']);
    for (let round = 0; round < rounds; round += 1) {
      const maker = make();
      const classes = random.pick([2, 5, 33]);
      const rows = Math.ceil(perRound / classes);
      const inputs = rowsBy(random, maker.target, rows, classes);
      const [results, exact] = [kernelOf(maker.loss, ['loss', 'gradient']).run(inputs), evaluate(maker.loss, inputs)];
      const ahead = placesOf(maker, inputs.predicted);
      const behind = maker.target === 'score' ? placesOf(maker, inputs.target) : ahead;
      for (let row = 0; row < rows; row += 1) {
        const part = (list) => list.subarray(row * classes, (row + 1) * classes);
        const at = ({ u, slope }) => ({ u: part(u), slope: part(slope) });
        const gradient = Array.from(part(exact.gradient));
        const [predicted, target] = [
          part(inputs.predicted),
          maker.target === 'label' ? inputs.target[row] : part(inputs.target),
        ];
        const magnitudes = magnitudesOf(maker, at(ahead), at(behind), target, exact.loss[row], gradient);
        const where = () => `ŝ = ${predicted}, target ${target}, ${JSON.stringify(maker.loss.spec)}`;
        found.add('loss', results.loss[row], exact.loss[row], magnitudes.loss, where);
        gradient.forEach((g, k) => {
          found.add('gradient', results.gradient[row * classes + k], g, magnitudes.gradient[k], where);
        });
      }
    }
    report(kind, found);
  }
}

const searches = { scores: searchScores, outputs: searchOutputs, rows: searchRows };
console.log(
  `${perRound * rounds} points each, ${options.precision} arithmetic, seed ${options.seed}: largest errors in ulp`,
);
for (const [what, search] of Object.entries(searches))
  if (options.what === undefined || options.what === what) search();
