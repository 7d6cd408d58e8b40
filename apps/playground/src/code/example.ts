/** Scores that the code is tried with: a few of the reader's own, or the row. */
export interface Example {
  /** One number an example, or one row of them. */
  readonly predicted: readonly number[];
  readonly target: readonly number[];
  readonly isRow: boolean;
}

const listOf = (values: readonly number[], { isRow }: Example) =>
  isRow ? `[[${values.join(', ')}]]` : `[${values.join(', ')}]`;

export const predictedCode = (example: Example): string => listOf(example.predicted, example);
export const targetCode = (example: Example): string => listOf(example.target, example);
export const shapeCode = ({ isRow, predicted }: Example): string =>
  isRow ? `[1, ${predicted.length}]` : `[${predicted.length}]`;
