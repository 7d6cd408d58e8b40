import { missingLowerings, type OperationName, operations, type Precision } from '@lossmith/core/backend';
import { partsOf } from '../artifact-parts.js';
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import type { Harness } from '../harness.js';

/** The case that comes before all others: without it none can be run. */
export const tableCase = 'structure/table of lowerings';

/** Operations that no table needs: core replaces them before anything is emitted. */
const neverEmitted: readonly string[] = ['variable'];

/** Operations that are no functions of numbers alone. */
const expandedByCore: readonly string[] = ['logSumExp', 'integral'];

/** Primitive operations a table lacks, ones it marks as missing, and names that are no operation. */
export function tableFaults({ backend }: Pick<Harness['subject'], 'backend'>, primitives: readonly string[]): Fault[] {
  const table = backend.lowerings as Readonly<Record<string, unknown>>;
  const absent = primitives.filter((op) => typeof table[op] !== 'function' && !neverEmitted.includes(op));
  const missing = [...new Set([...absent, ...missingLowerings(backend)])];
  const unknown = Object.keys(table).filter((op) => operations[op as OperationName] === undefined);
  const structural = Object.keys(table).filter((op) => expandedByCore.includes(op));
  return [
    ...(missing.length === 0
      ? []
      : [fault('table', `${missing.length} operations have no lowering: ${missing.join(', ')}`)]),
    ...unknown.map((op) => fault('table', `'${op}' is no operation`)),
    ...structural.map((op) => fault('table', `'${op}' is for core alone to expand: leave it out`)),
  ];
}

/** Words for infinity and NaN, and divisions by zero, which compilers fold to them. */
const literal = /\b(?:nan|inf|infinity)\b|\d\s*\/\s*-?0(?:\.0*)?(?![\d.])/i;
/** The exponent of a decimal number. */
const exponent = /\b\d[\d.]*e\+?(\d+)/gi;
const largestExponent: Readonly<Record<Precision, number>> = { float32: 38, float64: 308 };
/** Comments, and numbers given by their bits: 0x3e400000 has no exponent. */
const apart = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|;;.*|(?<!\S)#\s.*|\b0x[\da-f]+\w*/gi;

/** The first literal of infinity or NaN in a text, written out or too large for the precision. */
export function literalIn(text: string, precision: Precision): string | undefined {
  const bare = text.replace(apart, ' bits ');
  const large = [...bare.matchAll(exponent)].find(([, digits]) => Number(digits) > largestExponent[precision]);
  return literal.exec(bare)?.[0] ?? large?.[0];
}

function literalFaults(artifact: unknown, precision: Precision): Fault[] {
  return partsOf(artifact).flatMap(({ path, value }) => {
    const found = typeof value === 'string' ? literalIn(value, precision) : undefined;
    if (found === undefined) return [];
    return [
      fault('text', `the text of the artifact${path} holds the literal '${found}': make it of bits, or compute it`),
    ];
  });
}

export function structureCases(sets: readonly NamedSet[], primitives: readonly string[]): readonly Case[] {
  const table: Case = {
    id: tableCase,
    level: 'structure',
    quick: true,
    check: async ({ subject }) => {
      const { contract, name } = subject.backend;
      const versions = contract === 1 ? [] : [fault('contract', `contract is ${contract}, this kit knows version 1`)];
      const names = typeof name === 'string' && name !== '' ? [] : [fault('name', 'the backend has no name')];
      return { faults: [...versions, ...names, ...tableFaults(subject, primitives)] };
    },
  };
  const texts = sets.map(
    (set): Case => ({
      id: `structure/no literal of infinity or NaN: ${set.id}`,
      level: 'structure',
      quick: false,
      check: async (harness) => {
        const compiled = await harness.compile(set.loss, { outputs: outputNames, reduction: 'mean' });
        const faults = literalFaults(compiled.artifact, harness.precision);
        await compiled.dispose();
        return { faults };
      },
    }),
  );
  return [table, ...texts];
}
