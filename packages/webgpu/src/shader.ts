import type { Axes } from '@lossmith/core';
import type { Program } from '@lossmith/core/backend';
import { bindingsOf, hasClasses, type LayoutOptions } from './bindings.js';
import { bodyLines, type Gathered, type Writer } from './body.js';
import { dataText, loadText, storeLines } from './data-text.js';
import { type FunctionName, functionsText } from './functions.js';
import { block } from './indent.js';
import { maxPartials, type RowShape, type WgslModule, type WgslPass, workgroupSize } from './module.js';
import { parameterLines, parametersText, parameterText } from './parameter-text.js';
import { partOfProgram } from './part-of-program.js';
import {
  acrossStrand,
  acrossWorkgroup,
  declared,
  gatheringLoop,
  type Lanes,
  neededBy,
  strandsText,
  workgroupText,
} from './sums.js';

const wholeGroup: Lanes = { lanes: `${workgroupSize}u`, lane: 'local' };

/** What is known of a shader while its parts are written. */
class Shader {
  readonly functions = new Set<FunctionName>();
  readonly strandOps = new Set<Gathered['op']>();
  /** How many of each kind are put together across a workgroup at once. */
  readonly slots = new Map<Gathered['op'], number>();

  readonly program: Program;
  readonly options: LayoutOptions;
  readonly bindings;
  readonly examples: boolean;

  constructor(program: Program, options: LayoutOptions) {
    this.program = program;
    this.options = options;
    this.bindings = bindingsOf(program, options);
    this.examples = hasClasses(program);
  }

  /** Lines that put together what the lanes of a workgroup gathered. */
  acrossWorkgroup(gathered: readonly Gathered[], lanes: Lanes): readonly string[] {
    for (const { op } of gathered) {
      const count = gathered.filter((one) => one.op === op).length;
      this.slots.set(op, Math.max(count, this.slots.get(op) ?? 0));
    }
    return acrossWorkgroup(gathered, lanes);
  }

  /** Lines that put together what a part of a subgroup gathered. */
  acrossStrand(gathered: readonly Gathered[]): readonly string[] {
    for (const { op } of gathered) this.strandOps.add(op);
    return acrossStrand(gathered);
  }

  /** Lines that leave one sum of the workgroup, or one of each part of a subgroup, in the partial sums. */
  partial(gathered: readonly Gathered[]): readonly string[] {
    const across = this.options.subgroups ? this.acrossStrand(gathered) : this.acrossWorkgroup(gathered, wholeGroup);
    const store = `partials_data[(group.x * ${workgroupSize}u + local) / call.strand] = total;`;
    return [...across, ...block('if (local % call.strand == 0u)', [store])];
  }
}

const place = (axes: Axes): string => {
  if (axes === '') return 'row';
  if (axes === 'ij') return '(row * call.classes + i) * call.classes + j';
  return `row * call.classes + ${axes}`;
};

function writerFor(shader: Shader, shape: RowShape, factor: boolean): Writer {
  const { functions, program } = shader;
  const shared = shape !== 'short';
  const store = (name: string, axes: Axes, value: string): readonly string[] => {
    const reduced = program.reduction !== 'none';
    if (reduced && (name === 'loss' || name === 'weight')) return [`let ${name}_value = ${value};`];
    const scaled = factor ? `(${value}) * factor` : value;
    const lines = storeLines(shader.bindings, shader.options, name, place(axes), scaled);
    if (!shared) return lines;
    return block(axes === '' ? 'if (live & (lane == 0u))' : 'if (live)', lines);
  };
  return {
    context: {
      functions,
      load: (name, axes) => loadText(shader.bindings, name, place(axes)),
      parameter: (name) => parameterText(program, name),
    },
    store,
    loop: ({ axis, lines, gathered }, depth) => {
      for (const name of neededBy(gathered)) functions.add(name);
      const outer = shared && depth === 0;
      const [from, step] = outer ? ['lane', 'lanes'] : ['0u', '1u'];
      const loop = gatheringLoop({ k: axis, from, to: 'call.classes', step }, lines, gathered, shared);
      const joined = outer ? joinedLanes(shader, shape, gathered) : [];
      return [...declared(gathered), ...loop, ...joined];
    },
  };
}

function joinedLanes(shader: Shader, shape: RowShape, gathered: readonly Gathered[]): readonly string[] {
  if (gathered.length === 0) return [];
  if (shape === 'strip') return shader.acrossStrand(gathered);
  return shader.acrossWorkgroup(gathered, { lanes: 'lanes', lane: 'lane' });
}

/** Lines for all examples: each by one invocation, or by `call.lanes` of a workgroup. */
function overExamples(shape: RowShape, body: readonly string[], gathered: readonly Gathered[]): readonly string[] {
  if (shape === 'short') {
    const range = { k: 'row', from: `group.x * ${workgroupSize}u + local`, to: 'call.rows' };
    return gatheringLoop({ ...range, step: `call.groups * ${workgroupSize}u` }, body, gathered, true);
  }
  const range = { k: 'first', from: 'group.x * rows_at_once', to: 'call.rows', step: 'call.groups * rows_at_once' };
  return [
    'let lanes = call.lanes;',
    'let lane = local % lanes;',
    `let rows_at_once = ${workgroupSize}u / lanes;`,
    ...gatheringLoop(
      range,
      [
        // Beyond the last row lanes work along, on data of the last one, as all of a workgroup have to meet at barriers.
        'let live = first + local / lanes < call.rows;',
        'let row = min(first + local / lanes, call.rows - 1u);',
        ...body,
      ],
      gathered,
      true,
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
  const source = shader.program.outputs.weight === undefined ? 'call.factor' : `partials_data[${maxPartials}]`;
  const reduced = reduction !== 'none' && program.outputs[reducedName] !== undefined;
  const value = shape !== 'short' ? `select(0f, ${reducedName}_value, live & (lane == 0u))` : `${reducedName}_value`;
  const gathered: readonly Gathered[] = reduced ? [{ op: 'sum', name: 'total', value }] : [];
  const useFactor = factor && Object.keys(program.outputs).some((output) => output !== 'loss' && output !== 'weight');
  return entry(name, [
    ...(useFactor ? [`let factor = ${source};`] : []),
    ...parameterLines(shader.program, program),
    ...declared(gathered),
    ...overExamples(shape, bodyLines(program, writerFor(shader, shape, useFactor)), gathered),
    ...(reduced ? shader.partial(gathered) : []),
  ]);
}

/** The entry point of a single workgroup that adds the sums of all workgroups. */
function totalEntry(shader: Shader, name: string, lines: readonly string[]): string {
  const gathered: readonly Gathered[] = [{ op: 'sum', name: 'total', value: 'partials_data[k]' }];
  const count = `call.groups * (${workgroupSize}u / call.strand)`;
  return entry(name, [
    ...declared(gathered),
    ...gatheringLoop({ k: 'k', from: 'local', to: count, step: `${workgroupSize}u` }, [], gathered, false),
    ...shader.acrossWorkgroup(gathered, wholeGroup),
    ...block('if (local == 0u)', lines),
  ]);
}

function lossLines(shader: Shader): readonly string[] {
  if (shader.program.reduction === 'sum') return ['loss_data[0] = total;'];
  const source = shader.program.outputs.weight === undefined ? 'call.factor' : `partials_data[${maxPartials}]`;
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
    examples?: RowShape,
  ) => {
    entries.push(text);
    const bindings = shader.bindings.filter(({ name }) => names.includes(name)).map(({ binding }) => binding);
    passes.push(
      Object.freeze({ entryPoint, bindings: Object.freeze(bindings), groups, ...(examples ? { examples } : {}) }),
    );
  };
  const addExamples = (name: string, part: Program, reducedName: 'loss' | 'weight', names: readonly string[]) => {
    add(
      name,
      'examples',
      names,
      examplesEntry(shader, name, part, reducedName, 'short'),
      shader.examples ? 'short' : undefined,
    );
    if (!shader.examples) return;
    for (const shape of options.subgroups ? (['strip', 'long'] as const) : (['long'] as const)) {
      const named = `${name}_${shape}_rows`;
      add(named, 'examples', names, examplesEntry(shader, named, part, reducedName, shape), shape);
    }
  };
  if (reduced && program.outputs.weight !== undefined) {
    const weights = partOfProgram(program, (name) => name === 'weight');
    addExamples('weigh', weights, 'weight', [...usedBy(weights), 'partials']);
    const share = [`partials_data[${maxPartials}] = select(1f / total, 0f, total == 0f);`];
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
    ...(options.subgroups ? ['enable subgroups;'] : []),
    '',
    dataText(shader.bindings),
    parametersText(program),
    functionsText(shader.functions),
    strandsText(shader.strandOps),
    workgroupText(shader.slots),
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
    subgroups: options.subgroups,
  });
}
