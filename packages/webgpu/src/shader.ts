import type { Axes } from '@lossmith/core';
import type { Program } from '@lossmith/core/backend';
import { bindingsOf, hasClasses, type LayoutOptions } from './bindings.js';
import { bodyLines, type Gathered, type Writer } from './body.js';
import { dataText, loadText, storeLines } from './data-text.js';
import { type FunctionName, functionsText } from './functions.js';
import { block } from './indent.js';
import { maxGroups, type RowShape, type WgslModule, type WgslPass, workgroupSize } from './module.js';
import { parametersText, parameterText } from './parameter-text.js';
import { partOfProgram } from './part-of-program.js';
import { acrossLanes, declared, gatheringLoop, lanesText } from './sums.js';

/** What is known of a shader while its parts are written. */
class Shader {
  readonly functions = new Set<FunctionName>();
  readonly ops = new Set<'sum' | 'max'>();
  slots = 0;

  readonly program: Program;
  readonly options: LayoutOptions;
  readonly bindings;
  readonly rows: boolean;

  constructor(program: Program, options: LayoutOptions) {
    this.program = program;
    this.options = options;
    this.bindings = bindingsOf(program, options);
    this.rows = hasClasses(program);
  }

  /** Lines that put together what lanes gathered. */
  across(gathered: readonly Gathered[], lanes: { readonly count: string; readonly own: string }): readonly string[] {
    this.slots = Math.max(this.slots, gathered.length);
    for (const { op } of gathered) this.ops.add(op);
    if (this.ops.has('max')) this.functions.add('higher').add('from_bits');
    return acrossLanes(gathered, lanes);
  }

  binding(name: string) {
    return this.bindings.find((one) => one.name === name);
  }
}

const place = (axes: Axes): string => {
  if (axes === '') return 'row';
  if (axes === 'ij') return '(row * call.classes + i) * call.classes + j';
  return `row * call.classes + ${axes}`;
};

function writerFor(shader: Shader, shape: RowShape, factor: boolean): Writer {
  const { functions, program } = shader;
  const long = shape === 'long';
  const store = (name: string, axes: Axes, value: string): readonly string[] => {
    const reduced = program.reduction !== 'none';
    if (reduced && (name === 'loss' || name === 'weight')) return [`let ${name}_value = ${value};`];
    const scaled = factor ? `(${value}) * factor` : value;
    const lines = storeLines(shader.bindings, shader.options, name, place(axes), scaled);
    if (!long) return lines;
    return block(axes === '' ? 'if (live && lane == 0u)' : 'if (live)', lines);
  };
  return {
    context: {
      functions,
      load: (name, axes) => loadText(shader.bindings, name, place(axes)),
      parameter: (name) => parameterText(program, name),
    },
    store,
    loop: ({ axis, lines, gathered }, depth) => {
      if (gathered.some(({ op }) => op === 'max')) functions.add('higher').add('from_bits');
      const shared = long && depth === 0;
      const [from, step] = shared ? ['lane', 'lanes'] : ['0u', '1u'];
      const loop = gatheringLoop({ k: axis, from, to: 'call.classes', step }, lines, gathered);
      const joined = shared && gathered.length > 0 ? shader.across(gathered, { count: 'lanes', own: 'lane' }) : [];
      return [...declared(gathered), ...loop, ...joined];
    },
  };
}

/** Lines for all examples: each by one invocation, or by `call.lanes` of a workgroup. */
function overExamples(shape: RowShape, body: readonly string[], gathered: readonly Gathered[]): readonly string[] {
  if (shape === 'short') {
    const range = { k: 'row', from: `group.x * ${workgroupSize}u + local`, to: 'call.rows' };
    return gatheringLoop({ ...range, step: `call.groups * ${workgroupSize}u` }, body, gathered);
  }
  const range = { k: 'first', from: 'group.x * rows_at_once', to: 'call.rows', step: 'call.groups * rows_at_once' };
  return [
    'let lanes = call.lanes;',
    'let lane = local % lanes;',
    `let rows_at_once = ${workgroupSize}u / lanes;`,
    ...gatheringLoop(
      range,
      [
        '// Beyond the last row lanes work along, on data of the last one, as all of a workgroup have to meet at barriers.',
        'let live = first + local / lanes < call.rows;',
        'let row = min(first + local / lanes, call.rows - 1u);',
        ...body,
      ],
      gathered,
    ),
  ];
}

const entry = (name: string, lines: readonly string[]) => {
  const args = '@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32';
  return [`@compute @workgroup_size(${workgroupSize})`, ...block(`fn ${name}(${args})`, lines)].join('\n');
};

/** The entry point that works a program out; of an output that is reduced it leaves one sum per workgroup. */
function examplesEntry(
  shader: Shader,
  name: string,
  program: Program,
  reducedName: 'loss' | 'weight',
  shape: RowShape,
): string {
  const { reduction } = shader.program;
  const factor = reduction === 'mean' && reducedName === 'loss';
  const source = shader.program.outputs.weight === undefined ? 'call.factor' : `partials_data[${maxGroups}]`;
  const reduced = reduction !== 'none' && program.outputs[reducedName] !== undefined;
  const value = shape === 'long' ? `select(0f, ${reducedName}_value, live && lane == 0u)` : `${reducedName}_value`;
  const gathered: readonly Gathered[] = reduced ? [{ op: 'sum', name: 'total', value }] : [];
  const all = { count: `${workgroupSize}u`, own: 'local' };
  const useFactor = factor && Object.keys(program.outputs).some((output) => output !== 'loss' && output !== 'weight');
  return entry(name, [
    ...(useFactor ? [`let factor = ${source};`] : []),
    ...declared(gathered),
    ...overExamples(shape, bodyLines(program, writerFor(shader, shape, useFactor)), gathered),
    ...(reduced
      ? [...shader.across(gathered, all), ...block('if (local == 0u)', ['partials_data[group.x] = total;'])]
      : []),
  ]);
}

/** The entry point of a single workgroup that adds the sums of all workgroups. */
function totalEntry(shader: Shader, name: string, lines: readonly string[]): string {
  const gathered: readonly Gathered[] = [{ op: 'sum', name: 'total', value: 'partials_data[k]' }];
  const all = { count: `${workgroupSize}u`, own: 'local' };
  return entry(name, [
    ...declared(gathered),
    ...gatheringLoop({ k: 'k', from: 'local', to: 'call.groups', step: `${workgroupSize}u` }, [], gathered),
    ...shader.across(gathered, all),
    ...block('if (local == 0u)', lines),
  ]);
}

function lossLines(shader: Shader): readonly string[] {
  if (shader.program.reduction === 'sum') return ['loss_data[0] = total;'];
  const source = shader.program.outputs.weight === undefined ? 'call.factor' : `partials_data[${maxGroups}]`;
  return [`let factor = ${source};`, 'loss_data[0] = select(total * factor, 0f, factor == 0f);'];
}

/** Names of buffers each entry point uses. */
const usedBy = (program: Program): readonly string[] => [
  'call',
  ...program.inputs.map(({ name }) => name),
  ...(program.parameters.length > 0 ? ['parameters'] : []),
];

/** The shader of a program, with a head comment. */
export function shaderOf(program: Program, options: LayoutOptions, comment: readonly string[]): WgslModule {
  const shader = new Shader(program, options);
  const reduced = program.reduction !== 'none';
  const entries: string[] = [];
  const passes: WgslPass[] = [];
  const add = (
    entryPoint: string,
    groups: WgslPass['groups'],
    names: readonly string[],
    text: string,
    rows?: RowShape,
  ) => {
    entries.push(text);
    const bindings = shader.bindings.filter(({ name }) => names.includes(name)).map(({ binding }) => binding);
    passes.push(Object.freeze({ entryPoint, bindings: Object.freeze(bindings), groups, ...(rows ? { rows } : {}) }));
  };
  const addExamples = (name: string, part: Program, reducedName: 'loss' | 'weight', names: readonly string[]) => {
    add(
      name,
      'examples',
      names,
      examplesEntry(shader, name, part, reducedName, 'short'),
      shader.rows ? 'short' : undefined,
    );
    const long = `${name}_long_rows`;
    if (shader.rows) add(long, 'examples', names, examplesEntry(shader, long, part, reducedName, 'long'), 'long');
  };
  if (reduced && program.outputs.weight !== undefined) {
    const weights = partOfProgram(program, (name) => name === 'weight');
    addExamples('weigh', weights, 'weight', [...usedBy(weights), 'partials']);
    const share = [`partials_data[${maxGroups}] = select(1f / total, 0f, total == 0f);`];
    add('weigh_all', 'one', ['call', 'partials'], totalEntry(shader, 'weigh_all', share));
  }
  const main = reduced ? partOfProgram(program, (name) => name !== 'weight') : program;
  const outputs = shader.bindings.filter(({ role, name }) => role === 'output' && !(reduced && name === 'loss'));
  const names = [...usedBy(main), ...outputs.map(({ name }) => name), ...(reduced ? ['partials'] : [])];
  addExamples('evaluate', main, 'loss', names);
  if (reduced && program.outputs.loss !== undefined)
    add('reduce_loss', 'one', ['call', 'loss', 'partials'], totalEntry(shader, 'reduce_loss', lossLines(shader)));
  const code = [
    ...comment.map((line) => `// ${line}`),
    '',
    dataText(shader.bindings),
    parametersText(program),
    functionsText(shader.functions),
    lanesText(shader.slots, shader.ops),
    ...entries,
  ];
  return Object.freeze({
    code: `${code
      .filter((part, k) => part !== '' || k === comment.length)
      .join('\n\n')
      .replace(/\n\n\n+/g, '\n\n')}\n`,
    bindings: shader.bindings,
    passes: Object.freeze(passes),
    parameters: program.parameters,
    subgroups: false,
  });
}
