import { type Accumulator, accumulate, declared } from './accumulator.js';
import { blockLength, inBlock, partOf } from './blocks.js';
import { softmaxLoop } from './softmax-loop.js';
import { forLoop, type Lines, type Range } from './statements.js';

/** A loop around another one that takes `length` of its steps, and adds what it accumulated to what there is. */
function outerLoop(
  range: Range,
  length: number,
  accumulators: readonly Accumulator[],
  ending: string,
  inner: (range: Range) => Lines,
): Lines {
  const first = inBlock(range.variable, length);
  return forLoop({ ...range, variable: first, step: `${length}u * ${range.step}` }, [
    ...declared(accumulators, inBlock('', length)),
    ...inner(partOf(range, length, first)),
    ...accumulators.map((one) => accumulate(one, `${one.name}${ending}`, inBlock(one.name, length))),
  ]);
}

/**
 * A loop that accumulates; `lines` work out the values. `long` loops add in blocks of 16, and these again by 16; maxima do not need
 * that. Softmaxes come in blocks in any case.
 */
export function accumulatingLoop(
  range: Range,
  lines: Lines,
  accumulators: readonly Accumulator[],
  long: boolean,
): Lines {
  const softmax = accumulators.some(({ kind }) => kind === 'softmax');
  const blocked = accumulators.filter(({ kind }) => kind === 'softmax' || (kind !== 'max' && (long || softmax)));
  const steps = accumulators.filter((one) => !blocked.includes(one)).map((one) => accumulate(one, one.name, one.value));
  if (blocked.length === 0) return forLoop(range, [...lines, ...steps]);
  const blockSteps = blocked.map((one) => accumulate(one, inBlock(one.name), one.value));
  const blocks = (own: Range, ending: string) =>
    softmax
      ? softmaxLoop(own, blocked, ending, lines, steps)
      : outerLoop(own, blockLength, blocked, ending, (inner) => forLoop(inner, [...lines, ...blockSteps, ...steps]));
  if (!long) return blocks(range, '');
  const most = blockLength ** 2;
  return outerLoop(range, most, blocked, '', (own) => blocks(own, inBlock('', most)));
}
