import type { Instruction, Precision } from '@lossmith/core/backend';
import { branchAt } from './branches.js';
import type { Code } from './encoding.js';
import { narrowedExp } from './functions/narrowed-exponential.js';
import { f64x2 } from './lanes.js';
import { entriesAt, type FunctionState } from './loop-scope.js';
import { lowered } from './lowerings.js';
import { arithmeticOf, isMask, narrows } from './narrowing.js';
import { demote, joinHalves, lowWords, promote, swapHalves, type Writer, wideMasks } from './writer.js';

/** A value of neighbouring examples: float64 vectors, or one float32 vector for two of these. */
export type Vectors = readonly Code[];

/** Values of neighbouring examples, each worked out when it is first asked for. */
export interface Scores {
  ask(place: number, kind: Precision): Vectors;
  /** In which arithmetic an instruction is done. */
  readonly arithmetic: readonly Precision[];
  /** Float64 vectors of the examples: two where anything is narrowed, else one. */
  readonly halves: 1 | 2;
  /** What has been worked out, by its arithmetic and place. */
  readonly known: Map<string, Vectors>;
}

/** A float64 number in all lanes as one of float32. */
export function narrowedNumber({ keep }: Writer, value: Code): Code {
  const half = keep(demote(value));
  return keep(joinHalves(half, half));
}

/** What all examples share, by its place, in either arithmetic. */
export type Shared = Readonly<Record<Precision, readonly Code[]>>;

/** What all examples share in float32. */
export const narrowedNumbers = ({ writer, spec }: FunctionState, values: readonly Code[]): readonly Code[] =>
  values.map((value, place) => (isMask(spec.program, place) ? value : narrowedNumber(writer, value)));

/** Values of the examples at hand; `members` are the places that are needed. */
export function scoresOf(state: FunctionState, shared: Shared, members: readonly number[]): Scores {
  const { writer: wide, spec } = state;
  const { program } = spec;
  const narrow = wide.float32();
  const scores: Scores = {
    ask,
    arithmetic: arithmeticOf(program, state.shared),
    halves: narrows(program) ? 2 : 1,
    known: new Map(),
  };
  const at = (place: number) => program.instructions[place] as Instruction;
  const isData = ({ op }: Instruction) => op === 'input' || op === 'parameter';
  const float32 = (place: number): Code => ask(place, 'float32')[0] as Code;
  const write = (writer: Writer, place: number, resultAt: (argument: number) => Code) =>
    lowered(writer, program, place, state.tierAt(place), resultAt);
  const dataAt = (place: number, behind: number) => entriesAt(state, `input ${at(place).name}`, behind);

  function widened(place: number): Vectors {
    const x = float32(place);
    return isMask(program, place) ? wideMasks(x) : [promote(x), promote(swapHalves(x))];
  }

  function inFloat64(place: number): Vectors {
    if (scores.arithmetic[place] === 'float32') return widened(place);
    return Array.from({ length: scores.halves }, (_, half) => {
      if (isData(at(place))) return f64x2.load(dataAt(place, 2 * half), program.precision);
      return write(wide, place, (argument) => ask(argument, 'float64')[half] as Code);
    });
  }

  /** e^{±x} is narrowed as it is worked out. */
  function narrowedValue(place: number): Code {
    const { op, args } = at(place);
    if (op !== 'exp') return float32(place);
    const inner = at(args[0] as number);
    const negated = inner.op === 'negate';
    return narrowedExp(wide, narrow, ask((negated ? inner.args : args)[0] as number, 'float64'), negated);
  }

  function inFloat32(place: number): Code {
    const { op, args } = at(place);
    if (isData(at(place))) return narrow.lanes.load(dataAt(place, 0), 'float32');
    if (op === 'narrow') return narrowedValue(args[0] as number);
    if (scores.arithmetic[place] === 'float32') return write(narrow, place, float32);
    const [low, high] = ask(place, 'float64') as [Code, Code];
    return isMask(program, place) ? lowWords(low, high) : joinHalves(demote(low), demote(high));
  }

  function ask(place: number, kind: Precision): Vectors {
    const one = shared[kind][place];
    if (one !== undefined) return kind === 'float64' && scores.halves === 2 ? [one, one] : [one];
    const key = kind + place;
    if (scores.halves === 2 && scores.arithmetic[place] === kind) branchAt(state, scores, members, place);
    const found = scores.known.get(key);
    if (found !== undefined) return found;
    const made = kind === 'float64' ? inFloat64(place).map(wide.keep) : [narrow.keep(inFloat32(place))];
    scores.known.set(key, made);
    return made;
  }
  return scores;
}
