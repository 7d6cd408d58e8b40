import { checkHostInputs, type HostInputs, missing, type Program } from '@lossmith/core/backend';
import { type Changes, simpleBackend } from '../simple-backend.js';
import { elementwise, type SimpleLowering, simpleLowerings } from '../simple-lowerings.js';
import { mapped } from './data.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

const { backend } = simpleBackend();
const table = 'structure/table of lowerings';

/** Another backend than the simple one's, which takes part in no run. */
const declared = (change: object): Changes => ({ subject: { backend: { ...backend, ...change } } });
const { sqrt: _, ...withoutRoot } = simpleLowerings;

const sums = 'structure/sums of 4 and 16 links';

/** Parameters of a sum are called 'link.links[2].rate'. */
const linksOf = ({ parameters }: Program) => new Set(parameters.map(({ name }) => name.split('.')[1])).size;

let artifacts = 0;

function plainErrors(program: Program, inputs: HostInputs): void {
  try {
    checkHostInputs(program, inputs);
  } catch {
    throw new RangeError('bad input');
  }
}

/** Each run after the first finds the last result of the one before in its first place. */
function leftOver() {
  const last = new WeakMap<Program, number>();
  return (results: Readonly<Record<string, Float32Array>>, _inputs: HostInputs, program: Program) => {
    const [before, now] = [last.get(program), results.loss?.at(-1)];
    if (now !== undefined) last.set(program, now);
    return before === undefined ? results : mapped(results, (x, name, k) => (name === 'loss' && k === 0 ? before : x));
  };
}

/** Backends whose table, artifact or errors are wrong. */
export const wrongStructures: readonly WrongBackend[] = [
  quick('an operation that core expands', table, /'logSumExp' is for core alone/, {
    lowerings: { logSumExp: simpleLowerings.exp },
  }),
  quick('no lowering of sqrt', table, /1 operations have no lowering: sqrt/, declared({ lowerings: withoutRoot })),
  quick('lowerings still missing', table, /2 operations have no lowering: exp, log/, {
    lowerings: { exp: missing as unknown as SimpleLowering, log: missing as unknown as SimpleLowering },
  }),
  quick('an operation that does not exist', table, /'softPlus' is no operation/, {
    lowerings: { softPlus: elementwise((x) => x) },
  }),
  quick('another version of the contract', table, /contract is 2/, declared({ contract: 2 })),
  quick('no name', table, /no name/, declared({ name: '' })),
  full('NaN written into the text', 'structure/no literal of infinity or NaN', /holds the literal 'NaN'/, {
    text: ({ outputs }) => `let none = NaN; // for ${Object.keys(outputs)}`,
  }),
  full(
    'infinity written into the text',
    'structure/no literal of infinity or NaN',
    /artifact.text holds the literal 'inf'/,
    {
      text: () => '(f32.const -inf)',
    },
  ),
  quick('names that differ with every compilation', 'determinism/', /artifacts that differ at artifact.text/, {
    text: () => {
      artifacts += 1;
      return `fn loss${artifacts}() {}`;
    },
  }),
  quick('text that doubles with each link', sums, /sum of 4 links: \d+ characters and bytes/, {
    text: (program) => 'x'.repeat(100 * 2 ** linksOf(program)),
  }),
  quick('text that grows with the square of the links', sums, /sum of \d+ links: .* for each link by itself/, {
    text: ({ instructions }) => 'x'.repeat(instructions.length ** 2),
  }),
  quick('results left over from the run before', 'determinism/', /loss\[0\] is .* after a longer run/, {
    results: leftOver(),
  }),
  quick(
    'errors of another kind',
    'failures/a predicted too short',
    /RangeError: bad input, expected a Lossmith error/,
    {
      check: plainErrors,
    },
  ),
  quick('lengths not looked at', 'failures/a target too long', /gives no error, expected .* 'shape'/, {
    check: () => undefined,
  }),
  quick('no hessian', 'values/golden/matching(identity())', /run gave no array 'hessian'; it gave loss, gradient/, {
    results: ({ hessian: __, ...results }) => results,
  }),
];
