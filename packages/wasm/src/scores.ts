import type { Instruction, Lowering, Precision, Program } from '@lossmith/core/backend';
import { type Branch, branchesIn } from './branches.js';
import { type Code, getLocal, setLocal, simd, when } from './encoding.js';
import { narrowedExp } from './functions/narrowed-exponential.js';
import * as v128 from './instructions/v128.js';
import { type FunctionState, perExampleAt } from './loop-scope.js';
import { type Context, loweringsFor } from './lowerings.js';
import { arithmeticOf, isMask, narrows } from './narrowing.js';
import { demote, joinHalves, lowWords, not, or, promote, swapHalves, type Writer, wideMasks } from './writer.js';

/** A value of neighbouring examples: float64 vectors, or one float32 vector for two of these. */
type Vectors = readonly Code[];

/** What has been worked out in a stretch of code, by its place; and what is worked out there if it is needed. */
interface Stretch {
  readonly outer: Stretch | undefined;
  readonly branches: ReadonlyMap<number, Branch>;
  readonly values: Readonly<Record<Precision, Map<number, Vectors>>>;
}

/** Values of neighbouring examples, each worked out when it is first asked for. */
export interface Scores {
  /** Two float64 vectors where there are four examples, else one. */
  float64(place: number): Vectors;
  /** One vector of four float32 numbers. */
  float32(place: number): Code;
  readonly arithmetic: readonly Precision[];
}

/** How many examples are worked on at a time. */
export const examplesAtATime = (program: Program): 2 | 4 => (narrows(program) ? 4 : 2);

/** A float64 number in all lanes as one of float32. */
export function narrowedNumber({ keep }: Writer, value: Code): Code {
  const half = keep(demote(value));
  return keep(joinHalves(half, half));
}

/** What all examples share as float32 vectors, which are made before the loop over them. */
export function sharedNarrowed(
  { writer, shared, spec }: FunctionState,
  values: readonly Code[],
): ReadonlyMap<number, Code> {
  const { program } = spec;
  const arithmetic = arithmeticOf(program, shared);
  const asked = program.instructions.flatMap(({ args }, place) => (arithmetic[place] === 'float32' ? args : []));
  const made = new Map<number, Code>();
  for (const place of asked) {
    if (!shared.has(place) || made.has(place)) continue;
    const value = values[place] as Code;
    made.set(place, isMask(program, place) ? value : narrowedNumber(writer, value));
  }
  return made;
}

export function scoresOf(
  state: FunctionState,
  sharedValues: readonly Code[],
  narrowed: ReadonlyMap<number, Code>,
  members: readonly number[],
  roots: ReadonlySet<number>,
): Scores {
  const { writer: wide, spec, shared } = state;
  const { program } = spec;
  const narrow = wide.float32();
  const arithmetic = arithmeticOf(program, shared);
  const halves = examplesAtATime(program) / 2;
  const at = (place: number) => program.instructions[place] as Instruction;
  const stretch = (outer: Stretch | undefined, own: readonly number[], needed: ReadonlySet<number>): Stretch => ({
    outer,
    branches: branchesIn(program, own, needed),
    values: { float32: new Map(), float64: new Map() },
  });
  let here = stretch(undefined, members, roots);

  const known = (place: number, kind: Precision): Vectors | undefined => {
    for (let one: Stretch | undefined = here; one !== undefined; one = one.outer) {
      const found = one.values[kind].get(place);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const isData = ({ op }: Instruction) => op === 'input' || op === 'parameter';
  const lowered = (writer: Writer, place: number, resultAt: (argument: number) => Code): Code => {
    const instruction = at(place);
    const lower = loweringsFor(writer.lanes, program.precision)[instruction.op as 'add'] as Lowering<Code, Context>;
    return lower(instruction.args.map(resultAt), instruction, {
      ...writer,
      tier: state.tierAt(place),
      program,
      resultAt,
    });
  };

  function widened(place: number): Vectors {
    const x = float32(place);
    return isMask(program, place) ? wideMasks(x) : [promote(x), promote(swapHalves(x))];
  }

  function inFloat64(place: number): Vectors {
    if (shared.has(place)) return Array<Code>(halves).fill(sharedValues[place] as Code);
    if (isData(at(place)))
      return Array.from({ length: halves }, (_, half) => perExampleAt(state, wide.lanes, at(place), 2 * half));
    if (arithmetic[place] === 'float32') return widened(place);
    return Array.from({ length: halves }, (_, half) =>
      lowered(wide, place, (argument) => float64(argument)[half] as Code),
    );
  }

  function inFloat32(place: number): Code {
    const { op, args, value } = at(place);
    if (op === 'constant') return narrow.constant(value as number);
    if (shared.has(place)) return narrowed.get(place) as Code;
    if (isData(at(place))) return perExampleAt(state, narrow.lanes, at(place), 0);
    if (op === 'narrow') return narrowedValue(args[0] as number);
    if (arithmetic[place] === 'float32') return lowered(narrow, place, float32);
    const [low, high] = float64(place) as [Code, Code];
    return isMask(program, place) ? lowWords(low, high) : joinHalves(demote(low), demote(high));
  }

  function narrowedValue(place: number): Code {
    const { op, args } = at(place);
    if (op !== 'exp') return float32(place);
    const negated = at(args[0] as number).op === 'negate';
    return narrowedExp(wide, narrow, float64((negated ? at(args[0] as number).args[0] : args[0]) as number), negated);
  }

  function ask(place: number, kind: Precision): Vectors {
    if (arithmetic[place] === kind) branchAt(place);
    const found = known(place, kind);
    if (found !== undefined) return found;
    const made = kind === 'float64' ? inFloat64(place).map(wide.keep) : [narrow.keep(inFloat32(place))];
    here.values[kind].set(place, made);
    return made;
  }
  const float64 = (place: number): Vectors => ask(place, 'float64');
  const float32 = (place: number): Code => ask(place, 'float32')[0] as Code;

  /** Works out one side of a branch where any lane needs it. */
  function writeSide({ selects, sides }: Branch, side: 0 | 1, mask: Code): Map<number, Vectors> {
    const own = sides[side];
    const results = new Map<number, Vectors>();
    const ends = selects.map((select) => at(select).args[side + 1] as number);
    if (own.length === 0) {
      for (const select of selects)
        results.set(select, ask(at(select).args[side + 1] as number, arithmetic[select] as Precision));
      return results;
    }
    // What is needed elsewhere too is worked out before the jump.
    const before = own.flatMap((place) => at(place).args).filter((place) => !own.includes(place));
    for (const place of before)
      if (!isData(at(place)) && !shared.has(place)) ask(place, arithmetic[place] as Precision);
    const locals = new Map(
      selects.map((select) => [
        select,
        Array.from({ length: arithmetic[select] === 'float32' ? 1 : halves }, () => wide.local('v128')),
      ]),
    );
    const outer = here;
    const inner = wide.collect(() => {
      here = stretch(outer, own, new Set(ends));
      for (const [select, targets] of locals) {
        const values = ask(at(select).args[side + 1] as number, arithmetic[select] as Precision);
        targets.forEach((local, k) => {
          wide.emit(setLocal(local, values[k] as Code));
        });
      }
    });
    here = outer;
    wide.emit(when(simd(v128.anyTrue, [mask]), inner));
    for (const [select, targets] of locals) results.set(select, targets.map(getLocal));
    return results;
  }

  function branchAt(place: number): void {
    const branch = here.branches.get(place);
    if (branch === undefined || known(place, arithmetic[place] as Precision) !== undefined) return;
    const { condition, selects } = branch;
    const native = arithmetic[condition] as Precision;
    const mask = wide.keep(ask(condition, native).reduce(or));
    const others = wide.keep(not(ask(condition, native).reduce((x, y) => simd(v128.and, [x, y]))));
    const [first, second] = [writeSide(branch, 0, mask), writeSide(branch, 1, others)];
    for (const select of selects) {
      const kind = arithmetic[select] as Precision;
      const masks = ask(condition, kind);
      const [x, y] = [first.get(select) as Vectors, second.get(select) as Vectors];
      here.values[kind].set(
        select,
        masks.map((one, k) => wide.keep(simd(v128.select, [x[k] as Code, y[k] as Code, one]))),
      );
    }
  }
  return { float64, float32, arithmetic };
}
