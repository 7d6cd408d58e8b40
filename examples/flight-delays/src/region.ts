/** Scores are asinh(delay / 10 min): linear near zero, logarithmic beyond, defined for early flights too. */
export const MINUTES_PER_UNIT = 10;

/** The region that matters: flights that arrive more than this many minutes late. */
export const LATE_MINUTES = 30;

export const scoreOf = (delayMinutes: number): number => Math.asinh(delayMinutes / MINUTES_PER_UNIT);

export const delayOf = (score: number): number => MINUTES_PER_UNIT * Math.sinh(score);

/** Where the region starts on the score axis: asinh(3) ≈ 1.82. */
export const REGION_EDGE = scoreOf(LATE_MINUTES);

export const isLate = (score: number): boolean => score > REGION_EDGE;
