import type { Code } from './encoding.js';
import { f64x2 } from './lanes.js';
import { and, or, select, swapHalves, variable, type Writer } from './writer.js';

/** What a reduction adds up in, from turn to turn of its loop. */
export interface Accumulator {
  /** Takes a value up; lanes without ones in the mask are passed over. */
  add(value: Code, mask: Code | undefined): void;
  /** The result in every lane: of all lanes together, or of each by itself. */
  finish(together: boolean): Code;
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

/** What all lanes together give, in each of them. */
const together = (writer: Writer, own: Code, join: (x: Code, y: Code) => Code): Code =>
  writer.keep(join(own, swapHalves(own)));

export function sumOf(writer: Writer): Accumulator {
  const { keep, compensated } = writer;
  const total = (compensated ? compensatedTotal : plainTotal)(writer);
  return {
    add: (value, mask) => total.add(keep(mask === undefined ? value : and(value, mask))),
    finish: (all) => {
      const own = keep(total.value());
      return all ? together(writer, own, f64x2.add) : own;
    },
  };
}

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
    finish: (all) => {
      const own = keep(or(top.get, unordered.get));
      return all ? together(writer, own, lanes.maximum) : own;
    },
  };
}
