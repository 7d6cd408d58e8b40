import { compositeDerivatives } from './composite-derivatives.js';
import { compositeMeanings } from './composite-meanings.js';
import type { Derivative, Meaning, Operation } from './operation.js';
import type { CompositeName, OperationName, PrimitiveName } from './operation-name.js';
import { primitiveDerivatives } from './primitive-derivatives.js';
import { primitiveMeanings } from './primitive-meanings.js';

type Table<Name extends string, Entry> = { readonly [name in Name]?: Entry | undefined };

/** One row for each name: meaning and derivative, where it has them. */
function joined<Name extends string>(
  meanings: Readonly<Record<Name, Meaning | undefined>>,
  derivatives: Table<Name, Derivative>,
): Readonly<Record<Name, Operation>> {
  const rows = (Object.keys(meanings) as Name[]).map((name) => {
    const [meaning, derivative] = [meanings[name], derivatives[name]];
    return [name, { ...(meaning && { meaning }), ...(derivative && { derivative }) }] as const;
  });
  return Object.fromEntries(rows) as Record<Name, Operation>;
}

/** Operations every backend lowers. */
export const primitives: Readonly<Record<PrimitiveName, Operation>> = /* @__PURE__ */ joined(
  primitiveMeanings,
  primitiveDerivatives,
);

/** Operations core expands into primitive ones unless a backend lowers them itself. */
export const composites: Readonly<Record<CompositeName, Operation>> = /* @__PURE__ */ joined(
  compositeMeanings,
  compositeDerivatives,
);

/** The table of operations: one row each. */
export const operations: Readonly<Record<OperationName, Operation>> = /* @__PURE__ */ (() => ({
  ...primitives,
  ...composites,
}))();
