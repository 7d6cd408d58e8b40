import type { Program } from '@lossmith/core/backend';
import { hasClasses, type LayoutOptions } from './bindings.js';
import { examplesEntry, lossEntry, weightsEntry } from './entry-points.js';
import type { RowShape, WgslModule, WgslPass } from './module.js';
import { partOfProgram } from './part-of-program.js';
import { scratchSlots } from './scratch.js';
import { partTexts, type ShaderParts, shaderParts } from './shader-parts.js';

/** An entry point, and the dispatch that runs it. */
interface Entry {
  readonly pass: WgslPass;
  readonly text: string;
}

/** Names of the buffers that a part of the program needs beside its outputs. */
const usedBy = (part: Program): readonly string[] => [
  'call',
  ...part.inputs.map(({ name }) => name),
  ...(part.parameters.length > 0 ? ['parameters'] : []),
  ...(scratchSlots(part).size > 0 ? ['scratch'] : []),
];

function entryOf(
  parts: ShaderParts,
  entryPoint: string,
  buffers: readonly string[],
  text: string,
  over: Pick<WgslPass, 'groups' | 'rows'>,
): Entry {
  const numbers = parts.bindings.filter(({ name }) => buffers.includes(name)).map(({ binding }) => binding);
  return { pass: Object.freeze({ entryPoint, bindings: Object.freeze(numbers), ...over }), text };
}

/** Shapes of rows that need an entry point of their own. */
const shapesOf = ({ program, options }: ShaderParts): readonly RowShape[] => {
  if (!hasClasses(program)) return ['short'];
  return options.subgroups ? ['short', 'cluster', 'long'] : ['short', 'long'];
};

/** Entry points of a part of the program, one for each shape of rows. */
function examplesEntries(
  parts: ShaderParts,
  name: string,
  part: Program,
  reducedName: 'loss' | 'weight',
  buffers: readonly string[],
): readonly Entry[] {
  return shapesOf(parts).map((shape) => {
    const entryPoint = shape === 'short' ? name : `${name}_${shape}_rows`;
    const text = examplesEntry(parts, entryPoint, part, reducedName, shape);
    const rows = hasClasses(parts.program) ? { rows: shape } : {};
    return entryOf(parts, entryPoint, buffers, text, { groups: 'examples', ...rows });
  });
}

/** The weights come first: a mean divides by their sum. */
function weightEntries(parts: ShaderParts): readonly Entry[] {
  const { program } = parts;
  if (program.reduction === 'none' || program.outputs.weight === undefined) return [];
  const weights = partOfProgram(program, (name) => name === 'weight');
  return [
    ...examplesEntries(parts, 'weigh', weights, 'weight', [...usedBy(weights), 'partials']),
    entryOf(parts, 'weigh_all', ['call', 'partials'], weightsEntry(parts, 'weigh_all'), { groups: 'one' }),
  ];
}

function lossEntries(parts: ShaderParts): readonly Entry[] {
  const { program, bindings } = parts;
  const reduced = program.reduction !== 'none';
  const main = reduced ? partOfProgram(program, (name) => name !== 'weight') : program;
  const written = bindings.filter(({ role, name }) => role === 'output' && !(reduced && name === 'loss'));
  const buffers = [...usedBy(main), ...written.map(({ name }) => name), ...(reduced ? ['partials'] : [])];
  const entries = examplesEntries(parts, 'evaluate', main, 'loss', buffers);
  if (!reduced || program.outputs.loss === undefined) return entries;
  const text = lossEntry(parts, 'reduce_loss');
  return [...entries, entryOf(parts, 'reduce_loss', ['call', 'loss', 'partials'], text, { groups: 'one' })];
}

/** The shader of a program, with a head comment. */
export function shaderOf(program: Program, options: LayoutOptions, comment: readonly string[]): WgslModule {
  const parts = shaderParts(program, options);
  const entries = [...weightEntries(parts), ...lossEntries(parts)];
  const head = [...comment.map((line) => `// ${line}`), ...(options.subgroups ? ['enable subgroups;'] : [])];
  const texts = [head.join('\n'), ...partTexts(parts), ...entries.map(({ text }) => text)];
  return Object.freeze({
    code: `${texts.filter((text) => text !== '').join('\n\n')}\n`,
    bindings: parts.bindings,
    passes: Object.freeze(entries.map(({ pass }) => pass)),
    parameters: program.parameters,
    subgroups: options.subgroups,
  });
}
