import { checkHostInputs, type HostInputs, type Program } from '@lossmith/core/backend';
import type { Changes } from '../simple-backend.js';
import { quick, type WrongBackend } from './wrong-backend.js';

/** The check of the data without some of it. */
const without =
  (isSkipped: (name: string, program: Program) => boolean): NonNullable<Changes['check']> =>
  (program, inputs) => {
    const skipped = { inputs: program.inputs.filter(({ name }) => !isSkipped(name, program)) };
    const parameters = program.parameters.filter(({ name }) => !isSkipped(name, program));
    const data = Object.entries(inputs.data).filter(([name]) => !isSkipped(name, program));
    checkHostInputs({ ...program, ...skipped, parameters }, { ...inputs, data: Object.fromEntries(data) });
  };

const isRows = ({ inputs }: Program) => inputs.some(({ name, axes }) => name === 'predicted' && axes === 'i');
const isLabel = ({ inputs }: Program) =>
  isRows({ inputs } as Program) && inputs.some(({ name, axes }) => name === 'target' && axes === '');

/** Enough numbers are all that is asked for. */
function longEnough(program: Program, { examples, items, data }: HostInputs): void {
  const cut = program.inputs.flatMap(({ name, axes }) => {
    const values = data[name];
    return values === undefined ? [] : [[name, Array.from(values).slice(0, examples * items ** axes.length)] as const];
  });
  checkHostInputs(program, { examples, items, data: { ...data, ...Object.fromEntries(cut) } });
}

/** One number serves for all rows. */
function broadcasting(program: Program, { examples, items, data }: HostInputs): void {
  const spread = program.inputs.flatMap(({ name, axes }) => {
    const length = examples * items ** axes.length;
    return data[name]?.length === 1 && length > 0
      ? [[name, Array<number>(length).fill(data[name][0] as number)] as const]
      : [];
  });
  checkHostInputs(program, { examples, items, data: { ...data, ...Object.fromEntries(spread) } });
}

/** Whole rows are all that is asked for. */
function wholeRows(program: Program, inputs: HostInputs): void {
  const length = inputs.data.predicted?.length ?? 0;
  const fits = Number.isInteger(length / inputs.items) && length > 0;
  checkHostInputs(
    program,
    fits && Number.isInteger(inputs.examples) && inputs.examples > 0
      ? { ...inputs, data: { ...inputs.data, predicted: { length: inputs.examples * inputs.items } } }
      : inputs,
  );
}

/** Numbers of rows are not looked at. */
function anyCount(program: Program, { examples, items, data }: HostInputs): void {
  const count = Number.isInteger(examples) && examples >= 0 ? examples : 5;
  checkHostInputs(program, { examples: count, items: Math.ceil(items), data });
}

const wrong = 'failures/wrong lengths';
const none = /gives no error/;

/** Backends that do not mind how long their data are. */
export const wrongLengths: readonly WrongBackend[] = [
  quick('lengths of weights not looked at', wrong, /weight too short by one .*gives/, {
    check: without((name) => name === 'weight'),
  }),
  quick('lengths of masks not looked at', wrong, /mask too long by one .*gives/, {
    check: without((name) => name === 'mask'),
  }),
  quick('lengths of masks of classes not looked at', wrong, /mask with one number per row .*rows/, {
    check: without((name, program) => name === 'mask' && isRows(program)),
  }),
  quick('lengths of rows not looked at', wrong, /predicted .*rows.* gives/, {
    check: without((name, program) => name === 'predicted' && isRows(program)),
  }),
  quick('lengths of labels not looked at', wrong, /target .*labels.* gives/, {
    check: without((name, program) => name === 'target' && isLabel(program)),
  }),
  quick('lengths of targets of rows not looked at', wrong, /target .*sum of rows/, {
    check: without((name, program) => name === 'target' && isRows(program) && !isLabel(program)),
  }),
  quick('lengths of parameters not looked at', wrong, /link\.rate with/, {
    check: without((name) => name.startsWith('link.')),
  }),
  quick('longer data taken', wrong, /too long by one/, { check: longEnough }),
  quick('one number for all rows', wrong, /of one number .*gives/, { check: broadcasting }),
  quick('whole rows are enough', wrong, /predicted twice as long/, { check: wholeRows }),
  quick('any number of rows', wrong, /number of rows that is NaN/, { check: anyCount }),
  quick('a number of rows that is no whole number, unseen', wrong, none, { check: anyCount }),
];
