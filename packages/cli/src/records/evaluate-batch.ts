import {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  type Loss,
  LossmithInputError,
  LossmithValueError,
} from '@lossmith/core';
import type { Batch } from './loss-inputs.js';

/** The same fault, by the record it is in: places in a batch mean nothing to whoever reads the file. */
function placed(error: LossmithValueError, { first, items, inputs }: Batch): LossmithInputError {
  const length = (inputs[error.input] as ArrayLike<number> | undefined)?.length ?? 0;
  const width = length === (inputs.shape?.[0] ?? 0) ? 1 : items;
  const what = error.message.slice(`${error.input}[${error.index}]`.length, -`; ${error.advice}`.length);
  const entry = width === 1 ? error.input : `${error.input}[${error.index % width}]`;
  return new LossmithInputError(`record ${first + Math.floor(error.index / width)}:`, `${entry}${what}`, error.advice);
}

/** Evaluates one batch in float64. Errors in data name the record. */
export function evaluateBatch(loss: Loss, batch: Batch, options: EvaluateOptions = {}): Evaluation {
  try {
    return evaluate(loss, batch.inputs, options);
  } catch (error) {
    throw error instanceof LossmithValueError ? placed(error, batch) : error;
  }
}
