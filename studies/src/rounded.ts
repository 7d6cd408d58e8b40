/** Six digits are kept, more than any interval needs. */
export const rounded = (value: number): number => Number(value.toPrecision(6));
