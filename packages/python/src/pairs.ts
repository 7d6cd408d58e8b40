import type { Instruction, Program, Stage } from '@lossmith/core/backend';
import type { Context } from './context.js';
import { atom, converted, type Piece } from './piece.js';
import { newSteps, type StepsSetting } from './steps.js';
import type { Writer } from './writer.js';

/** How many pairs of all lists are worked out at a time: nothing as large as all pairs of a list is ever there. */
const mostPairs = '2**18';

/** What was gathered of one result of a stage: its array before the loop, what a tile does to it, and what it is after. */
interface Gathering {
  readonly before: string;
  readonly within: (value: string) => string;
  readonly after?: string;
}

function gatheringOf(name: string, { op, axis, axes }: Instruction, { like }: Context): Gathering {
  if (axes === 'ij' || axis === 'j') {
    const shape = `(examples, items, ${axes === 'ij' ? 'items' : '1'})`;
    return { before: `np.zeros_like(${like}, shape=${shape})`, within: (value) => `${name}[:, rows] = ${value}` };
  }
  const shape = 'shape=(examples, 1, items)';
  if (op === 'max')
    return {
      before: `np.zeros_like(${like}, ${shape}) - _INFINITE`,
      within: (value) => `${name} = np.maximum(${name}, ${value})`,
    };
  return {
    before: `np.zeros_like(${like}, float, ${shape})`,
    within: (value) => `${name} += ${value}`,
    after: converted(atom(name), `${like}.dtype`).text,
  };
}

export interface PairSetting {
  readonly program: Program;
  readonly stage: Stage;
  readonly writer: Writer;
  readonly context: Context;
  readonly steps: Pick<StepsSetting, 'lowerings' | 'isInner' | 'stem'>;
  /** The name of an earlier result. */
  outside(place: number): Piece;
}

/** Earlier results that vary along i are read for the rows of a tile, and have a name there. */
function rowsOf({ program, outside }: PairSetting, writer: Writer): (place: number) => Piece {
  const known = new Map<number, Piece>();
  return (place) => {
    const whole = outside(place);
    if (program.instructions[place]?.axes !== 'i' || whole.constant === true) return whole;
    const found = known.get(place) ?? atom(writer.name(`${whole.text}_rows`));
    if (!known.has(place)) writer.line(`${found.text} = ${whole.text}[:, rows]`);
    known.set(place, found);
    return found;
  };
}

/** Writes a stage of pairs as a loop over tiles of some items along i. Gives the names of what was gathered. */
export function writePairs(setting: PairSetting): ReadonlyMap<number, Piece> {
  const { program, stage, writer, context, steps } = setting;
  const at = (place: number) => program.instructions[place] as Instruction;
  const gathered = stage.results.map((place) => {
    const name = writer.name(steps.stem(place) ?? `${at(place).op}_of_pairs`);
    return { place, name, gathering: gatheringOf(name, at(place), context) };
  });
  for (const { name, gathering } of gathered) writer.line(`${name} = ${gathering.before}`);
  writer.line('for start in range(0, items, tile):');
  const inside = writer.deeper();
  inside.line('rows = slice(start, start + tile)');
  const local: Context = { ...context, data: (name, axes) => atom(`${context.data(name, axes).text}[:, rows]`) };
  const own = newSteps({
    ...steps,
    program,
    context: local,
    writer: inside,
    outside: rowsOf(setting, inside),
    stem: () => undefined,
  });
  for (const place of stage.instructions) {
    own.add(place);
    const result = gathered.find((one) => one.place === place);
    if (result !== undefined) inside.line(result.gathering.within(own.settled(place).text));
  }
  for (const { name, gathering } of gathered)
    if (gathering.after !== undefined) writer.line(`${name} = ${gathering.after}`);
  return new Map(gathered.map(({ place, name }) => [place, atom(name)]));
}

/** What loops over tiles need to know first. */
export const tileLine = `tile = max(1, ${mostPairs} // max(1, examples * items))`;
