import { type AnyFamily, families as houseFamilies, type Precision, primitives } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import type { ExactFile } from '../exact/exact-values.js';
import { inFloat16 } from '../exact/float16.js';
import { type NamedSet, setsOf } from '../exact/sets.js';
import { exactValues } from '../exact/values.js';
import type { Subject } from '../subject.js';
import { badCallCases } from './bad-calls.js';
import { dataSets } from './data-sets.js';
import { determinismCases } from './determinism.js';
import { identityCases } from './identities.js';
import { meanCases } from './means.js';
import { operationCases } from './operations.js';
import { parameterCases } from './parameters.js';
import { poisonedDataCases } from './poisoned-data.js';
import { propertyCases } from './properties.js';
import { reductionCases } from './reductions.js';
import { rowPropertyCases } from './row-properties.js';
import { classCases, manyRowsCase, sizeCases } from './sizes.js';
import { structureCases } from './structure.js';
import { valueCases } from './values.js';

/** The first set of every family, of several classes where there is one: with one class a divergence is always zero. */
function oneOfEachFamily(sets: readonly NamedSet[]): readonly NamedSet[] {
  const ofSeveral = sets.filter(({ loss, items }) => loss.axes === '' || items > 1);
  const ordered = [...ofSeveral, ...sets];
  return sets.filter((set) => ordered.find(({ family }) => family === set.family) === set);
}

/** Of a subject whose numbers are float16: exact values. The rest is that of its arithmetic. */
function narrowCases(sets: readonly NamedSet[]): readonly Case[] {
  const held = inFloat16(sets);
  return [...structureCases([], Object.keys(primitives)), ...valueCases(held, oneOfEachFamily(held)), ...badCallCases];
}

/** Those of the kit itself by precision: to make them takes as long as many cases, and no case changes them. */
const made = new Map<Precision, readonly NamedSet[]>();

function exactSets(precision: Precision, more: Readonly<Record<string, ExactFile>>, ownFamilies: readonly AnyFamily[]) {
  const own = made.get(precision) ?? setsOf(exactValues, precision, houseFamilies);
  made.set(precision, own);
  const replaced = ({ id }: NamedSet) => Object.hasOwn(more, id.slice(0, id.indexOf('/')));
  return [...own.filter((set) => !replaced(set)), ...setsOf(more, precision, [...houseFamilies, ...ownFamilies])];
}

/** Everything the kit asks of a backend, in the order in which it is best read: what is missing first. */
export function allCases(
  subject: Subject,
  more: Readonly<Record<string, ExactFile>> = {},
  ownFamilies: readonly AnyFamily[] = [],
): readonly Case[] {
  const sets = exactSets(subject.precision, more, ownFamilies);
  if (subject.storage === 'float16') return narrowCases(sets);
  const golden = sets.filter(({ id }) => id.startsWith('golden/'));
  const data = dataSets(golden);
  const families = oneOfEachFamily(golden);
  const withInvalid = sets.filter(({ invalid }) => invalid.length > 0);
  return [
    ...structureCases(families, Object.keys(primitives)),
    ...operationCases(Object.keys(subject.backend.lowerings)),
    ...valueCases(sets, oneOfEachFamily(sets)),
    ...sizeCases(data),
    ...classCases(golden),
    manyRowsCase(data[0] as NamedSet),
    ...reductionCases(data),
    ...parameterCases(golden),
    ...meanCases,
    ...propertyCases(golden),
    ...rowPropertyCases(golden),
    ...identityCases,
    ...determinismCases(data),
    ...badCallCases,
    ...poisonedDataCases(data, families, withInvalid),
  ];
}
