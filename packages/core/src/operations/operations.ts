import { compositeDerivatives } from './composite-derivatives.js';
import { compositeMeanings } from './composite-meanings.js';
import { meaningOf } from './meaning-of.js';
import type { Derivative, Operation } from './operation.js';
import type { CompositeName, OperationName, PrimitiveName } from './operation-name.js';
import { primitiveDerivatives } from './primitive-derivatives.js';
import { primitiveMeanings } from './primitive-meanings.js';
import { structuralComposites, structuralPrimitives } from './structural-names.js';

/** One row for each name: meaning and derivative, where it has them. */
function joined<Name extends OperationName>(
  names: readonly Name[],
  derivatives: { readonly [name in Name]?: Derivative },
): Readonly<Record<Name, Operation>> {
  const rows = names.map((name) => {
    const [meaning, derivative] = [meaningOf(name), derivatives[name]];
    return [name, { ...(meaning && { meaning }), ...(derivative && { derivative }) }] as const;
  });
  return Object.fromEntries(rows) as Record<Name, Operation>;
}

const namesIn = <Name extends string>(table: Readonly<Record<Name, unknown>>) => Object.keys(table) as Name[];

/** Operations every backend lowers. */
export const primitives: Readonly<Record<PrimitiveName, Operation>> = /* @__PURE__ */ joined<PrimitiveName>(
  [...structuralPrimitives, ...namesIn(primitiveMeanings)],
  primitiveDerivatives,
);

/** Operations core expands into primitive ones unless a backend lowers them itself. */
export const composites: Readonly<Record<CompositeName, Operation>> = /* @__PURE__ */ joined<CompositeName>(
  [...namesIn(compositeMeanings), ...structuralComposites],
  compositeDerivatives,
);

/** The table of operations: one row each. */
export const operations: Readonly<Record<OperationName, Operation>> = /* @__PURE__ */ (() => ({
  ...primitives,
  ...composites,
}))();
