import type { Expression } from '@lossmith/core';
import { type Backend, compileFor, type Program } from '@lossmith/core/backend';
import { argumentsOf } from './arguments.js';
import type { Dialect } from './dialect.js';
import { type HelperName, helperName, helperTexts, isHelper } from './helper-names.js';
import { libraryHelpers, specialNumbers } from './library-helpers.js';
import { writeBody } from './write-function.js';
import { fitted } from './writer.js';

/** The functions that work out programs, and what they need above them. */
export interface CoreText {
  readonly constants: readonly string[];
  readonly functions: readonly string[];
}

/** A function of a module: its name, what it says of itself, and the program it works out. */
export interface ProgramFunction {
  readonly name: string;
  readonly doc: string;
  readonly program: Program;
  /** Parameters that it takes, whether it reads them or not. */
  readonly open?: readonly string[];
}

/** A program as a function that returns a dict of its outputs; of the only output `value` that by itself. */
function functionText({ name, doc, program, open }: ProgramFunction, dialect: Dialect) {
  const { lines, outputs, helpers } = writeBody(program, dialect);
  const { value } = outputs;
  const { words } = dialect;
  const parameters = argumentsOf(program, open).map((argument) => words(`${argument}: NDArray`));
  const entries = Object.entries(outputs).map(([output, text]) => words(`"${output}": ${text}`));
  const text = [
    fitted('', `def ${name}(`, parameters, words(`) -> ${value === undefined ? 'dict[str, NDArray]' : 'NDArray'}:`)),
    `    """${doc}"""`,
    ...lines,
    value === undefined ? fitted('    ', 'return {', entries, '}') : `    return ${value}`,
  ];
  return { text: text.join('\n'), helpers };
}

/** A composite operation as a function: core's expansion of it. */
function helperFunction(name: HelperName, dialect: Dialect): ProgramFunction {
  const { [name]: _, ...lowerings } = dialect.lowerings;
  const backend = { contract: 1, name, lowerings, emit: () => undefined } as unknown as Backend<never, never, void>;
  const x: Expression = { op: 'input', args: [], axes: '', name: 'x' };
  const expression: Expression = { op: name, args: [x], axes: '' };
  const program = compileFor(backend, { value: { expression, axes: '' } }, { precision: dialect.precision });
  return { name: helperName(name, dialect), doc: helperTexts[name][1], program };
}

/** Programs as Python functions, each behind the helpers that it needs. */
export function coreText(wanted: readonly ProgramFunction[], dialect: Dialect): CoreText {
  const functions = new Set<string>();
  const write = (one: ProgramFunction, decorator = ''): void => {
    const { text, helpers } = functionText(one, dialect);
    for (const name of [...helpers].sort()) {
      if (isHelper(name)) write(helperFunction(name, dialect));
      else functions.add(dialect.words(libraryHelpers[name] as string));
    }
    functions.add(decorator + text);
  };
  for (const one of wanted) write(one, dialect.words('@np.errstate(all="ignore")\n'));
  const all = [...functions].join('\n');
  const count = all.includes('_NOT_A_NUMBER') ? 2 : Number(all.includes('_INFINITE'));
  return { constants: specialNumbers.slice(0, count), functions: [...functions] };
}
