import { type AnyFamily, families as houseFamilies, primitives } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import type { ExactFile } from '../exact/exact-values.js';
import { inFloat16 } from '../exact/float16.js';
import { type NamedSet, ownSets, setsOf } from '../exact/sets.js';
import type { Subject } from '../subject.js';
import { digitCases } from './all-digits.js';
import { askedOutputCases } from './asked-outputs.js';
import { badCallCases } from './bad-calls.js';
import { badLengthCases } from './bad-lengths.js';
import { artifactCases } from './calls/artifacts.js';
import { atOnceCases } from './calls/at-once.js';
import { sameArrayCases } from './calls/same-arrays.js';
import { sequenceCases } from './calls/sequence.js';
import { dataSets, listSets } from './data-sets.js';
import { determinismCases } from './determinism.js';
import { identityCases } from './identities.js';
import { infinityCases } from './infinities.js';
import { kernelCases } from './kernels/kernel-cases.js';
import { casesOfLists, isOfLists } from './lists/cases-of-lists.js';
import { maskedPairCases } from './masked-pairs.js';
import { meanCases } from './means.js';
import { operationCases } from './operations.js';
import { parameterWayCases } from './parameter-ways.js';
import { parameterCases } from './parameters.js';
import { blockEdgeCases } from './places/block-edges.js';
import { wideRowCases } from './places/wide-rows.js';
import { poisonedDataCases } from './poisoned-data.js';
import { propertyCases } from './properties.js';
import { reductionCases } from './reductions.js';
import { rowPropertyCases } from './row-properties.js';
import { classCases, manyRowsCase, sizeCases } from './sizes.js';
import { structureCases } from './structure.js';
import { sumOfLinksCases } from './sums-of-links.js';
import { broadcastCases } from './tensors/broadcast-cases.js';
import { valueCases } from './values.js';

/** The first set of every family, of several classes where there is one: with one class a divergence is always zero. */
function oneOfEachFamily(sets: readonly NamedSet[]): readonly NamedSet[] {
  const ofSeveral = sets.filter(({ loss, items }) => loss.axes === '' || items > 1);
  const ordered = [...ofSeveral, ...sets];
  return sets.filter((set) => ordered.find(({ family }) => family === set.family) === set);
}

/** Of pairs and lists a quick run has a few values, as their own cases bring others. */
const quickKinds = ['pairwise', 'pairwiseComposite', 'preference', 'listMle'];
/** Besides: the closed form, digits beside the optimum pair by pair, and what pairs count. */
const sinh = 'pairs/pairwise(sinh({ amplitude: 0.8125, rate: 0.5, center: 1.25 })';
const quickPairs = [
  `${sinh}, { order: "both" }) × 5`,
  `${sinh}, { order: "byTarget" }) × 5`,
  `${sinh}, { order: "both", pairWeight: "item" }) × 3`,
  'pairs/pairwise(sigmoid(), { pairWeight: "lambda", target: "relevance" }) × 3',
];

const isSquare = ({ id }: NamedSet): boolean => id.startsWith('squares/');

/** Squared errors are made of what matching losses are, link by link: of each kind, target and place of the weight one. */
function quickSquares(sets: readonly NamedSet[]): readonly NamedSet[] {
  const kindOf = ({ loss: { spec } }: NamedSet) => [spec.kind, spec.target, spec.at].join();
  const squares = sets.filter(isSquare);
  return squares.filter((set) => squares.find((other) => kindOf(other) === kindOf(set)) === set);
}

function quickValues(sets: readonly NamedSet[], lists: readonly NamedSet[]): readonly NamedSet[] {
  const chosen = quickKinds.map((wanted) => lists.find(({ loss: { spec } }) => spec.kind === wanted)?.id);
  const quick = [...chosen, ...quickPairs];
  const others = sets.filter((set) => !isOfLists(set) && !isSquare(set));
  return [...oneOfEachFamily(others), ...quickSquares(sets), ...sets.filter(({ id }) => quick.includes(id))];
}

/** Of a subject whose users hand over tensors. */
const tensorCases = ({ compileTensorLoss }: Subject): readonly Case[] =>
  compileTensorLoss === undefined ? [] : broadcastCases;

/** Of a subject whose numbers are float16: exact values. The rest is that of its arithmetic. */
function narrowCases(subject: Subject, sets: readonly NamedSet[]): readonly Case[] {
  const held = inFloat16(sets);
  return [
    ...structureCases([], Object.keys(primitives)),
    ...valueCases(held, quickValues(held, listSets(sets))),
    ...badCallCases,
    ...tensorCases(subject),
  ];
}

/** Everything the kit asks of a backend, in the order in which it is best read: what is missing first. */
export function allCases(
  subject: Subject,
  more: Readonly<Record<string, ExactFile>> = {},
  ownFamilies: readonly AnyFamily[] = [],
): readonly Case[] {
  const { precision } = subject;
  const sets = [...ownSets(precision), ...setsOf(more, precision, [...houseFamilies, ...ownFamilies])];
  if (subject.storage === 'float16') return narrowCases(subject, sets);
  const golden = sets.filter(({ id }) => id.startsWith('golden/'));
  const data = dataSets(golden);
  const lists = listSets(sets);
  const families = oneOfEachFamily(golden);
  const withInvalid = sets.filter(({ invalid }) => invalid.length > 0);
  return [
    ...structureCases(families, Object.keys(primitives)),
    ...sumOfLinksCases,
    ...operationCases(Object.keys(subject.backend.lowerings)),
    ...valueCases(sets, quickValues(sets, lists)),
    ...sizeCases(data),
    ...classCases(golden),
    ...infinityCases(golden),
    manyRowsCase(data[0] as NamedSet),
    ...reductionCases(data),
    ...parameterCases(golden),
    ...parameterWayCases,
    ...askedOutputCases,
    ...digitCases,
    ...blockEdgeCases,
    ...wideRowCases,
    ...maskedPairCases,
    ...meanCases,
    ...sequenceCases,
    ...sameArrayCases,
    ...atOnceCases,
    ...artifactCases,
    ...(subject.createKernel === undefined ? [] : kernelCases),
    ...propertyCases(golden),
    ...rowPropertyCases(golden),
    ...identityCases,
    ...casesOfLists(sets, lists),
    ...determinismCases(data),
    ...badCallCases,
    ...badLengthCases,
    ...tensorCases(subject),
    ...poisonedDataCases(data, families, withInvalid),
  ];
}
