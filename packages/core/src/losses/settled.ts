import { LossmithOptionError } from '../errors/errors.js';
import { constant, subtract } from '../expressions/build.js';
import { type Expression, isConstant } from '../expressions/expression.js';
import { rewrite, withArguments } from '../expressions/traverse.js';
import type { OutputTargets } from '../links/link.js';

export type Settle = (x: Expression) => Expression;

/** Parameters at values that save work, such as center 0, which makes links odd: they are what the JSON says, and not open. */
export function settledAt(values: Readonly<Record<string, number>>): Settle {
  const isSettled = ({ op, name = '', value }: Expression) =>
    op === 'parameter' && value !== undefined && values[name.slice(name.lastIndexOf('.') + 1)] === value;
  return (x) =>
    rewrite([x], (node, args) =>
      isSettled(node) ? constant(node.value as number) : withArguments(node, args),
    )[0] as Expression;
}

/** The form of a link whose range ends at y, as the sigmoid's does at 1: most of the loss falls away there. */
export const topOf = ({ top }: OutputTargets, y: Expression, settle: Settle): OutputTargets['top'] =>
  top && isConstant(settle(subtract(top.output, y)), 0) ? top : undefined;

/** Refuses an output that the link, with the numbers of its JSON, cannot have. */
export function checkOutput(valid: Expression | undefined, option: string, output: number): void {
  const [known] = rewrite(valid === undefined ? [] : [valid], (node, args) =>
    node.op === 'parameter' ? constant(node.value as number) : withArguments(node, args),
  );
  if (known === undefined || !isConstant(known, 0)) return;
  throw new LossmithOptionError(
    option,
    `asks for the output ${output}, which the link cannot have`,
    "choose one in the link's range, or at its end",
  );
}
