import { LossmithValueError } from '@lossmith/core';
import { checkHostInputs, type HostInputs, type Program } from '@lossmith/core/backend';
import type { Subject } from '../../src/subject.js';
import { type SimpleArtifact, simpleBackend } from '../simple-backend.js';
import { elementwise } from '../simple-lowerings.js';
import { type RightBackend, right } from './right-backend.js';

/** Whether an example is kept: its mask is 1, that of one of its classes where the mask is one of classes. */
function keptExample({ inputs }: Program, { items, data }: HostInputs): (row: number) => boolean {
  const { mask } = data;
  if (mask === undefined) return () => true;
  if (inputs.find(({ name }) => name === 'mask')?.axes === '') return (row) => mask[row] === 1;
  return (row) => Array.from({ length: items }, (_, k) => mask[row * items + k]).includes(1);
}

/** Looks at numbers before it computes anything, but not at what is masked. */
function checkNumbers(program: Program, inputs: HostInputs): void {
  checkHostInputs(program, inputs);
  const kept = keptExample(program, inputs);
  const { weight, target } = inputs.data;
  for (let row = 0; row < inputs.examples; row += 1) {
    if (!kept(row)) continue;
    const own = weight?.[row] ?? 1;
    if (!(own >= 0)) throw new LossmithValueError('weight', row, own, 'no weight', 'give numbers ≥ 0');
    const label = target instanceof Int32Array ? (target[row] as number) : 0;
    if (label < 0 || label >= inputs.items)
      throw new LossmithValueError('target', row, label, 'no class', `give 0 to ${inputs.items - 1}`);
  }
}

/** The bits of constants, as languages without a literal for NaN have them. */
const bitsOf = (x: number) => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, x);
  return `0x${view.getUint32(0).toString(16).padStart(8, '0')}`;
};

const text = ({ instructions }: Program) =>
  instructions
    .flatMap(({ op, value }, k) =>
      op === 'constant' ? [`let v${k} = bitcast<f32>(${bitsOf(value as number)}u); // ${value}`] : [],
    )
    .join('\n');

const rightSubject = simpleBackend();
const waiting: Partial<Subject<SimpleArtifact>> = {
  backend: { ...rightSubject.backend, emit: async (program: Program) => rightSubject.backend.emit(program) },
  run: async (artifact: SimpleArtifact, inputs: HostInputs) => {
    const results = await rightSubject.run(artifact, inputs);
    await new Promise((done) => setTimeout(done, 0));
    return Object.fromEntries(Object.entries(results).map(([name, values]) => [name, Array.from(values)]));
  },
};

/** Room that belongs to an artifact, and what the last run left there. */
const withRoom: Partial<Subject<SimpleArtifact>> = {
  backend: {
    ...rightSubject.backend,
    emit: (program: Program) => ({
      ...(rightSubject.backend.emit(program) as SimpleArtifact),
      room: new Float32Array(4),
    }),
  },
  run: (artifact: SimpleArtifact, inputs: HostInputs) => {
    (artifact as SimpleArtifact & { room: Float32Array }).room.fill(inputs.examples);
    return rightSubject.run(artifact, inputs);
  },
};

const [yes, no] = [-1, 0];
const truth = (holds: boolean) => (holds ? yes : no);

/** Backends that take data and give results, or hold values, in another way. */
export const dataWays: readonly RightBackend[] = [
  right(
    'weights and labels looked at on the host, masks before them',
    [
      'failures/a negative weight',
      'failures/NaN in weight',
      'failures/targets that are none: rows/softmax',
      'data/mean, weights and a mask',
      'data/mean, all',
    ],
    {
      check: checkNumbers,
    },
  ),
  right('constants written by their bits', ['structure/', 'determinism/none'], { text }),
  right('everything later, results as lists', ['determinism/none', 'data/mean, plain'], { subject: waiting }),
  right('room in the artifact that runs write to', ['determinism/none'], { subject: withRoom }),
  right(
    'truth held as all bits',
    ['values/operation', 'failures/NaN in target: golden', 'data/mean, weights and a mask'],
    {
      lowerings: {
        less: elementwise((x, y) => truth(x < y)),
        lessEqual: elementwise((x, y) => truth(x <= y)),
        equal: elementwise((x, y) => truth(x === y)),
        and: elementwise((x, y) => x & y),
        or: elementwise((x, y) => x | y),
        not: elementwise((x) => ~x),
      },
    },
  ),
  right(
    'other numbers where the guide leaves them open',
    ['values/operation', 'values/golden/matching', 'values/golden/softmax'],
    {
      lowerings: {
        sign: elementwise((x) => (Number.isNaN(x) ? 0 : Math.sign(x))),
        sqrt: elementwise((x) => (x < 0 ? 7 : Math.sqrt(x))),
        power: elementwise((x, y) => (x < 0 ? 7 : x ** y)),
      },
    },
  ),
];
