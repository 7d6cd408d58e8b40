import { parseLoss } from '@lossmith/core';
import { largestScore } from '../data/read-csv.js';
import { buildLink } from '../design/build-link.js';
import type { Drawn, Part } from '../design/part.js';
import { linkSpec, partSpec } from '../design/spec-of.js';
import { checkList, checkNumber, checkOneOf, checkRecord, ShareError } from './checks.js';
import {
  dataSetNames,
  optimizers,
  type Region,
  type Row,
  rowLosses,
  type Scores,
  type State,
  sampleNames,
  type Training,
  takeNames,
  transforms,
} from './state.js';

const curves = ['lines', 'smooth', 'steps'] as const;
const mostKnots = 65;

function readDrawn(value: Readonly<Record<string, unknown>>, path: string): Drawn {
  const values = checkList(value.values, 2, mostKnots, `${path}.values`).map((each, k) =>
    checkNumber(each, `${path}.values[${k}]`, 0),
  );
  if (values.every((each) => each === 0)) throw new ShareError(`${path}.values`, 'are all 0');
  const [from, to] = [checkNumber(value.from, `${path}.from`), checkNumber(value.to, `${path}.to`)];
  if (!(from < to)) throw new ShareError(path, `from = ${from} is not below to = ${to}`);
  return { kind: 'drawn', curve: checkOneOf(value.curve, curves, `${path}.curve`), from, to, values };
}

/** A part; whatever is no drawing is read as Lossmith reads a link. */
function readPart(value: unknown, path: string): Part {
  const given = checkRecord(value, path);
  const part = given.kind === 'drawn' ? readDrawn(given, path) : (value as Part);
  parseLoss({ kind: 'matching', target: 'score', link: partSpec(part) });
  buildLink(partSpec(part));
  return part;
}

function readScores(value: unknown): Scores {
  const given = checkRecord(value, 'scores');
  if (checkOneOf(given.kind, ['sample', 'own'], 'scores.kind') === 'sample')
    return { kind: 'sample', name: checkOneOf(given.name, sampleNames, 'scores.name') };
  const list = checkList(given.values, 2, 1_000_000, 'scores.values');
  const values = list.map((each, k) => checkNumber(each, `scores.values[${k}]`));
  if (values.every((value) => value === values[0])) throw new ShareError('scores.values', 'are all the same');
  if (values.some((value) => Math.abs(value) > largestScore))
    throw new ShareError('scores.values', `are beyond ±${largestScore}`);
  return { kind: 'own', values };
}

function readImportant(value: unknown): Region {
  const given = checkRecord(value, 'important');
  const edge = (name: string) => (given[name] === null ? null : checkNumber(given[name], `important.${name}`));
  return { from: edge('from'), to: edge('to') };
}

function readRow(value: unknown): Row {
  const given = checkRecord(value, 'row');
  const five = (name: string) =>
    checkList(given[name], 5, 5, `row.${name}`).map((each, k) => checkNumber(each, `row.${name}[${k}]`));
  return {
    predicted: five('predicted'),
    target: five('target'),
    loss: checkOneOf(given.loss, rowLosses, 'row.loss'),
    transform: checkOneOf(given.transform, transforms, 'row.transform'),
    rate: checkNumber(given.rate, 'row.rate', 1e-3),
    temperature: checkNumber(given.temperature, 'row.temperature', 1e-3),
  };
}

function readTraining(value: unknown): Training {
  const given = checkRecord(value, 'training');
  return {
    dataSet: checkOneOf(given.dataSet, dataSetNames, 'training.dataSet'),
    optimizer: checkOneOf(given.optimizer, optimizers, 'training.optimizer'),
    learningRate: checkNumber(given.learningRate, 'training.learningRate', 1e-9),
    seed: checkNumber(given.seed, 'training.seed', 0),
  };
}

/** A state from what a link holds, which anyone can have written. Throws with the path of what is wrong. */
export function readState(value: unknown): State {
  const given = checkRecord(value, 'state');
  const parts = checkList(given.parts, 1, 8, 'parts').map((part, k) => readPart(part, `parts[${k}]`));
  parseLoss({ kind: 'matching', target: 'score', link: linkSpec(parts) });
  const chosen = checkNumber(given.chosen, 'chosen', 0);
  if (parts[chosen] === undefined) throw new ShareError('chosen', `${chosen} is none of ${parts.length} parts`);
  return {
    parts,
    chosen,
    scores: readScores(given.scores),
    important: readImportant(given.important),
    target: checkNumber(given.target, 'target'),
    row: readRow(given.row),
    training: readTraining(given.training),
    take: checkOneOf(given.take, takeNames, 'take'),
  };
}
