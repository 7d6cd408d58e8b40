import { type Code, getLocal, setLocal, simd } from './encoding.js';
import * as v128 from './instructions/v128.js';
import { f64x2 } from './lanes.js';
import { and, demote, joinHalves, or, promote, select, swapHalves, type Writer } from './writer.js';

/** What a reduction adds up in, from turn to turn of its loop. */
export interface Accumulator {
  /** Takes a value up; lanes without ones in the mask are passed over. */
  add(value: Code, mask: Code | undefined): void;
  /** The result in every lane: of all lanes together, or of each by itself. */
  finish(together: boolean): Code;
}

function variable({ local, emit }: Writer, start: Code) {
  const own = local('v128');
  emit(setLocal(own, start));
  return { get: getLocal(own), set: (value: Code) => emit(setLocal(own, value)) };
}

/** A running sum of float64 vectors. */
interface Total {
  add(x: Code): void;
  value(): Code;
}

const plainTotal = (writer: Writer): Total => {
  const total = variable(writer, writer.constant(0));
  return { add: (x) => total.set(f64x2.add(total.get, x)), value: () => total.get };
};

/** A sum with its rounding errors carried along (Knuth 1969, TwoSum); they are left out once it is infinite. */
function compensatedTotal(writer: Writer): Total {
  const { constant, keep } = writer;
  const { add, subtract } = f64x2;
  const [total, error] = [variable(writer, constant(0)), variable(writer, constant(0))];
  return {
    add: (x) => {
      const next = keep(add(total.get, x));
      const share = keep(subtract(next, total.get));
      const lost = add(subtract(total.get, subtract(next, share)), subtract(x, share));
      error.set(add(error.get, lost));
      total.set(next);
    },
    value: () => {
      const finite = f64x2.less(f64x2.absolute(error.get), constant(Number.POSITIVE_INFINITY));
      return add(total.get, and(error.get, finite));
    },
  };
}

/** A sum in float64, whatever the lanes are; `totals` is its result as float64 vectors, two lanes each. */
export function sumOf(writer: Writer): Accumulator & { totals(together: boolean): readonly Code[] } {
  const { lanes, keep, compensated } = writer;
  const single = lanes.count === 2;
  const inner = single ? writer : writer.float64();
  const sums = (single ? [0] : [0, 1]).map(() => (compensated ? compensatedTotal : plainTotal)(inner));
  const totals = (together: boolean): readonly Code[] => {
    const values = sums.map((total) => keep(total.value()));
    if (!together) return values;
    const all = keep(values.reduce(f64x2.add));
    const result = keep(f64x2.add(all, swapHalves(all)));
    return values.map(() => result);
  };
  return {
    add: (value, mask) => {
      const x = keep(mask === undefined ? value : and(value, mask));
      const parts = single ? [x] : [keep(promote(x)), keep(promote(swapHalves(x)))];
      sums.forEach((total, k) => {
        total.add(parts[k] as Code);
      });
    },
    totals,
    finish: (together) => {
      const [low, high] = totals(together) as [Code, Code];
      return single ? low : keep(joinHalves(demote(low), demote(high)));
    },
  };
}

/** float32 lanes turned within each half. */
const swapPairs = (x: Code): Code => simd(v128.shuffle, [x, x], [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11]);

/** A NaN is told apart by itself: vectors of a CPU take one instruction for the larger of two numbers, eight for one that keeps NaN. */
export function maxOf(writer: Writer): Accumulator {
  const { lanes, constant, keep } = writer;
  const lowest = constant(Number.NEGATIVE_INFINITY);
  const [top, unordered] = [variable(writer, lowest), variable(writer, constant(0))];
  return {
    add: (value, mask) => {
      const x = keep(mask === undefined ? value : select(mask, value, lowest));
      top.set(lanes.pseudoMaximum(top.get, x));
      unordered.set(or(unordered.get, lanes.notEqual(x, x)));
    },
    finish: (together) => {
      const own = keep(or(top.get, unordered.get));
      if (!together) return own;
      const halves = keep(lanes.maximum(own, swapHalves(own)));
      return lanes.count === 2 ? halves : keep(lanes.maximum(halves, swapPairs(halves)));
    },
  };
}
