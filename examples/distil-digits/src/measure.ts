import { CLASSES } from './network.js';

/** A student beside its teacher. */
export interface Quality {
  /** The share of images whose digit scores highest. */
  readonly accuracy: number;
  /** The share of images whose two highest classes are the teacher's, in the teacher's order. */
  readonly topTwo: number;
  /** The mean |student's − teacher's| difference of scores of the teacher's two highest classes, in the teacher's units. */
  readonly marginError: number;
}

/** The two highest classes of a row. */
export function topTwo(row: Float32Array): readonly [first: number, second: number] {
  const order = Array.from(row, (_, k) => k).sort((a, b) => row[b]! - row[a]!);
  return [order[0]!, order[1]!];
}

const rowsOf = (scores: Float32Array) =>
  Array.from({ length: scores.length / CLASSES }, (_, k) => scores.subarray(k * CLASSES, (k + 1) * CLASSES));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function measure(student: Float32Array, teacher: Float32Array, labels: Int32Array): Quality {
  const teachers = rowsOf(teacher);
  const each = rowsOf(student).map((row, k) => {
    const [own, others] = [topTwo(row), topTwo(teachers[k]!)];
    const margin = (scores: Float32Array) => scores[others[0]]! - scores[others[1]]!;
    return {
      accuracy: Number(own[0] === labels[k]),
      topTwo: Number(own[0] === others[0] && own[1] === others[1]),
      marginError: Math.abs(margin(row) - margin(teachers[k]!)),
    };
  });
  return {
    accuracy: mean(each.map((one) => one.accuracy)),
    topTwo: mean(each.map((one) => one.topTwo)),
    marginError: mean(each.map((one) => one.marginError)),
  };
}
