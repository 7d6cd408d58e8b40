import { LossmithValueError } from '../errors/errors.js';
import { type InputKind, inputOf, type Loss } from '../losses/loss.js';
import type { PreparedInputs } from './loss-inputs.js';

/** Whether the mask keeps anything of a row; without a mask everything is kept. */
function isKept({ data: { mask }, maskAxes, items }: PreparedInputs, row: number): boolean {
  if (mask === undefined) return true;
  const width = maskAxes === 'i' ? items : 1;
  for (let k = row * width; k < (row + 1) * width; k += 1) if ((mask[k] as number) > 0) return true;
  return false;
}

/** Whether results depend on a row: its weight is not 0, and the mask keeps something of it. */
const matters = (inputs: PreparedInputs, row: number): boolean =>
  inputs.data.weight?.[row] !== 0 && isKept(inputs, row);

/** Whether the mask keeps an entry of data that have `width` numbers for each example. */
const keepsEntry = (inputs: PreparedInputs, index: number, width: number): boolean =>
  inputs.maskAxes === 'i' && width === inputs.items
    ? (inputs.data.mask?.[index] as number) > 0
    : isKept(inputs, Math.floor(index / width));

/** Weights, of examples or of their items, are numbers ≥ 0 where they count. */
function checkWeights(inputs: PreparedInputs, name: string): void {
  const weights = inputs.data[name] as ArrayLike<number>;
  const width = weights.length / inputs.examples;
  for (let k = 0; k < weights.length; k += 1) {
    const value = weights[k] as number;
    if ((value >= 0 && value < Infinity) || !keepsEntry(inputs, k, width)) continue;
    if (inputs.data.weight?.[Math.floor(k / width)] === 0) continue;
    throw new LossmithValueError(name, k, value, 'not a finite number ≥ 0', 'correct it');
  }
}

/** Labels are the indices of classes that are kept; a NaN passes through to its row. */
function checkLabels(inputs: PreparedInputs, name: string): void {
  const { data, items, examples } = inputs;
  for (let row = 0; row < examples; row += 1) {
    const label = data[name]?.[row] as number;
    if (Number.isNaN(label) || !matters(inputs, row)) continue;
    const present = Number.isInteger(label) && label >= 0 && label < items;
    if (present && keepsEntry(inputs, row * items + label, items)) continue;
    const [what, advice] = present
      ? ['a class that the mask leaves out', 'correct it']
      : ['no class', `labels are whole numbers from 0 to ${items - 1}`];
    throw new LossmithValueError(name, row, label, what as string, advice as string);
  }
}

/** Looks at what can be wrong before anything is computed. Ranges of outputs and probabilities are checked with `valid`. */
export function checkValues(loss: Loss, inputs: PreparedInputs): void {
  if (inputs.data.weight !== undefined) checkWeights(inputs, 'weight');
  for (const { name, kind } of loss.inputs) {
    if (kind === 'label') checkLabels(inputs, name);
    if (kind === 'weight') checkWeights(inputs, name);
  }
}

const reasons: { readonly [kind in InputKind]?: readonly [what: string, advice: string] } = {
  output: ["outside the link's range", 'give outputs y = h(s) that the link can have'],
  probability: [
    'not a row of probabilities',
    'give numbers ≥ 0 that sum to 1 within 1e-4 (rounded to float16 within 2⁻⁹): probabilities, not scores',
  ],
};

/** Refuses a target for which the loss's own validity expression is 0, unless it is masked or NaN. */
export function checkTargets(loss: Loss, inputs: PreparedInputs, valid: ArrayLike<number> | undefined): void {
  const { data, examples, items } = inputs;
  const input = inputOf(loss, 'target');
  if (valid === undefined || input === undefined) return;
  const width = input.axes === 'i' ? items : 1;
  const [what, advice] = reasons[input.kind] ?? ['a target that the loss cannot take', 'correct it'];
  for (let row = 0; row < examples; row += 1) {
    if (valid[row] !== 0 || !matters(inputs, row)) continue;
    const target = Array.from({ length: width }, (_, k) => data.target?.[row * width + k] as number);
    if (target.some(Number.isNaN)) continue;
    const where = width === 1 ? what : `row ${row}: ${what}`;
    throw new LossmithValueError('target', row * width, target[0], where, advice);
  }
}

/** Where the data hold NaN or an infinity. Such entries pass through the losses to their own results alone. */
export interface NonFinite {
  readonly input: string;
  /** Index into the flat array. */
  readonly index: number;
  readonly value: number;
}

/** The first entries (at most `most` of each input) that are not finite, masked ones left out. */
export function findNonFinite(inputs: PreparedInputs, most: number): NonFinite[] {
  const { data, examples } = inputs;
  return Object.entries(data).flatMap(([input, values]) => {
    const width = values.length / examples;
    const found: NonFinite[] = [];
    for (let index = 0; index < values.length && found.length < most; index += 1) {
      const value = values[index] as number;
      if (!Number.isFinite(value) && (input === 'mask' || keepsEntry(inputs, index, width)))
        found.push({ input, index, value });
    }
    return found;
  });
}
