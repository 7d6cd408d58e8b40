import type { Expression } from '@lossmith/core';
import { type Backend, compileFor } from '@lossmith/core/backend';
import type { Dialect } from './dialect.js';
import { type HelperName, helperTexts, isHelper } from './helper-names.js';
import { libraryHelpers } from './library-helpers.js';
import { lowerings } from './lowerings.js';
import { writeBody } from './write-function.js';

/** A composite operation as a Python function: core's expansion of it. */
function functionOf(
  name: HelperName,
  dialect: Dialect,
): { readonly text: string; readonly needs: ReadonlySet<string> } {
  const { [name]: _, ...others } = lowerings[dialect.library];
  const backend: Backend<unknown, never, void> = {
    contract: 1,
    name: dialect.library,
    lowerings: others as never,
    emit: () => undefined,
  };
  const x: Expression = { op: 'input', args: [], axes: '', name: 'x' };
  const expression: Expression = { op: name, args: [x], axes: '' };
  const program = compileFor(backend, { value: { expression, axes: '' } }, { precision: dialect.precision });
  const { lines, outputs, helpers } = writeBody(program, dialect);
  const [python, meaning] = helperTexts[name];
  const type = dialect.library === 'numpy' ? 'NDArray' : 'Tensor';
  const text = [
    `def ${python}(x: ${type}) -> ${type}:`,
    `    """${meaning}"""`,
    ...lines,
    `    return ${outputs.value}`,
  ].join('\n');
  return { text, needs: helpers };
}

/** The text of the functions of these names and of those that they need, each before what needs it. */
export function helperFunctions(names: Iterable<string>, dialect: Dialect): readonly string[] {
  const written = new Map<string, string>();
  const write = (name: string): void => {
    if (written.has(name)) return;
    if (!isHelper(name)) {
      written.set(name, libraryHelpers[dialect.library][name] as string);
      return;
    }
    const { text, needs } = functionOf(name, dialect);
    for (const need of [...needs].sort()) write(need);
    written.set(name, text);
  };
  for (const name of [...names].sort()) write(name);
  return [...written.values()];
}
