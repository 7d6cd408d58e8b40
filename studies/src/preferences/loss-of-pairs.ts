import { createKernel, type Loss } from '@lossmith/wasm';

/** The mean over pairs, and its gradient by the rows (chosen, rejected), written to `byRows`. */
type LossOfPairs = (rows: Float64Array, byRows: Float64Array) => number;

/** Made for the gaps that are told, in units of their median. */
export type MakeLoss = (gaps: Float64Array) => LossOfPairs;

const options = { data: 'float64', parameters: 'constants' } as const;

/** A loss of the library that looks at who won alone. */
export function ofChoices(loss: Loss): MakeLoss {
  const kernel = createKernel(loss, options);
  const value = new Float64Array(1);
  return (gaps) => {
    const shape = [gaps.length, 2];
    return (rows, gradient) => {
      kernel.run({ predicted: rows, shape }, { loss: value, gradient });
      return value[0]!;
    };
  };
}

/** A loss of the library with gaps as targets; with weights where these are given. */
export function ofGaps(loss: Loss, weightsOf?: (gaps: Float64Array) => Float64Array): MakeLoss {
  const kernel = createKernel(loss, { ...options, weight: weightsOf !== undefined });
  const value = new Float64Array(1);
  return (target) => {
    const data: { target: Float64Array; weight?: Float64Array } = { target };
    if (weightsOf !== undefined) data.weight = weightsOf(target);
    const shape = [target.length, 2];
    if (data.weight?.some((weight) => weight === Number.POSITIVE_INFINITY)) return () => Number.NaN;
    return (rows, gradient) => {
      kernel.run({ predicted: rows, shape, ...data }, { loss: value, gradient });
      return value[0]!;
    };
  };
}

/** A loss of choices that asks for a lead of `share` times the gap: the margin is taken from the chosen one's score. */
export function withMargin(make: MakeLoss, share: number): MakeLoss {
  return (gaps) => {
    const loss = make(gaps);
    const less = new Float64Array(2 * gaps.length);
    return (rows, gradient) => {
      rows.forEach((score, k) => {
        less[k] = k % 2 === 0 ? score - share * gaps[k / 2]! : score;
      });
      return loss(less, gradient);
    };
  };
}

/** A loss of the lead and the gap that the library does not have. */
export function ofLead(lossAt: (lead: number, gap: number) => readonly [value: number, slope: number]): MakeLoss {
  return (gaps) => (rows, gradient) => {
    let sum = 0;
    gaps.forEach((gap, pair) => {
      const [value, slope] = lossAt(rows[2 * pair]! - rows[2 * pair + 1]!, gap);
      sum += value;
      gradient[2 * pair] = slope / gaps.length;
      gradient[2 * pair + 1] = -slope / gaps.length;
    });
    return sum / gaps.length;
  };
}
