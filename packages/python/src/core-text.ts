import type { Program } from '@lossmith/core/backend';
import { argumentsOf } from './arguments.js';
import type { Dialect } from './dialect.js';
import { helperFunctions } from './helpers.js';
import { specialNumbers } from './library-helpers.js';
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
}

function functionText({ name, doc, program }: ProgramFunction, dialect: Dialect) {
  const type = dialect.library === 'numpy' ? 'NDArray' : 'Tensor';
  const { lines, outputs, helpers } = writeBody(program, dialect);
  const decorator = dialect.library === 'numpy' ? '@np.errstate(all="ignore")\n' : '';
  const parameters = argumentsOf(program).map((argument) => `${argument}: ${type}`);
  const entries = Object.entries(outputs).map(([output, text]) => `"${output}": ${text}`);
  const text = [
    fitted('', `def ${name}(`, parameters, `) -> dict[str, ${type}]:`),
    `    """${doc}"""`,
    ...lines,
    fitted('    ', 'return {', entries, '}'),
  ].join('\n');
  return { text: decorator + text, helpers };
}

/** Programs as Python functions, with the helpers that they share above them. */
export function coreText(wanted: readonly ProgramFunction[], dialect: Dialect): CoreText {
  const written = wanted.map((one) => functionText(one, dialect));
  const helpers = helperFunctions(
    written.flatMap((one) => [...one.helpers]),
    dialect,
  );
  const functions = [...helpers, ...written.map(({ text }) => text)];
  const all = functions.join('\n');
  const count = all.includes('_NOT_A_NUMBER') ? 2 : Number(all.includes('_INFINITE'));
  return { constants: specialNumbers.slice(0, count), functions };
}
