import { constant } from '../expressions/build.js';
import type { Axes, Expression } from '../expressions/expression.js';
import { postOrder, rewrite, withArguments } from '../expressions/traverse.js';
import type { Storage } from '../losses/probability-tolerance.js';
import type { Expansion, Precision } from '../operations/operation.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Instruction, Program, ProgramInput } from './program.js';
import type { Reduction } from './reduction.js';

export interface CompileSettings {
  readonly precision: Precision;
  /** Precision of the arithmetic. Default: that of the results. */
  readonly arithmetic?: Precision | undefined;
  /** Default 'none'. */
  readonly reduction?: Reduction;
  /** Names of the parameters that stay open until call time; the others become constants. */
  readonly parameters?: readonly string[];
  /** How data are stored. Default 'float32'. */
  readonly storage?: Storage;
  /** Inputs that are more than any number, and those that may drop out of the expressions. */
  readonly inputs?: readonly ProgramInput[];
}

/** An expression and the axes it is to have as an output, along which it is repeated where it lacks them. */
export interface OutputExpression {
  readonly expression: Expression;
  readonly axes: Axes;
}

/** Parameters that are not kept open become constants, and what depends on constants alone is worked out in float64. */
function bindParameters(roots: readonly Expression[], open: readonly string[]): Expression[] {
  return rewrite(roots, (node, args) => {
    const bound = node.op === 'parameter' && !open.includes(node.name as string);
    return bound ? constant(node.value as number) : withArguments(node, args);
  });
}

/** How composite operations are written in simpler ones, where the backend does not lower them itself. */
export type Expansions = { readonly [op in OperationName]?: Expansion };

/** Composite operations the backend lacks, written in ones it has; first of all the choice between two ways, of which one falls away. */
function legalize(
  roots: readonly Expression[],
  { precision, arithmetic = precision }: CompileSettings,
  lacking: Expansions,
): readonly Expression[] {
  const expanded = (from: readonly Expression[], table: Expansions) =>
    rewrite(from, (node, args) => table[node.op]?.(args, precision, node, arithmetic) ?? withArguments(node, args));
  const { byLowering } = lacking;
  let current: readonly Expression[] = byLowering === undefined ? roots : expanded(roots, { byLowering });
  while (postOrder(current).some(({ op }) => lacking[op] !== undefined)) current = expanded(current, lacking);
  return current;
}

const keyOf = ({ op, axes, value, name, axis }: Expression, args: readonly number[]) =>
  [op, axes, Object.is(value, -0) ? '-0' : value, name, axis, ...args].join(' ');

/** Expressions as a list of instructions in which equal ones stand once. */
function linearize(roots: readonly Expression[]): { instructions: Instruction[]; places: number[] } {
  const instructions: Instruction[] = [];
  const byKey = new Map<string, number>();
  const place = new Map<Expression, number>();
  for (const node of postOrder(roots)) {
    const args = node.args.map((argument) => place.get(argument) as number);
    const key = keyOf(node, args);
    const known = byKey.get(key);
    place.set(node, known ?? instructions.length);
    if (known !== undefined) continue;
    byKey.set(key, instructions.length);
    instructions.push(Object.freeze({ ...node, args: Object.freeze(args) }));
  }
  return { instructions, places: roots.map((root) => place.get(root) as number) };
}

/** What a program computes, and how: all that an interpreter needs. */
export type Steps = Pick<Program, 'instructions' | 'outputs'>;

/** The steps of named expressions for a backend that lacks the given composite operations. */
export function compileExpressions(
  outputs: Readonly<Record<string, OutputExpression>>,
  settings: CompileSettings,
  lacking: Expansions,
): Steps {
  const bound = bindParameters(
    Object.values(outputs).map(({ expression }) => expression),
    settings.parameters ?? [],
  );
  const roots = legalize(bound, settings, lacking);
  const { instructions, places } = linearize(roots);
  const output = ([name, { axes }]: [string, { readonly axes: Axes }], k: number) =>
    [name, Object.freeze({ instruction: places[k] as number, axes })] as const;
  return {
    instructions: Object.freeze(instructions),
    outputs: Object.freeze(Object.fromEntries(Object.entries(outputs).map(output))),
  };
}
