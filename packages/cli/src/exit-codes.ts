/** What the command says by the number it ends with. */
export const exitCodes = {
  done: 0,
  /** `check` found a fault, or `conformance` a backend that does not conform. */
  no: 1,
  /** Arguments or options that are unknown, missing or do not fit, or a package that is not installed. */
  usage: 2,
  /** A specification or data that cannot be. */
  data: 3,
  /** A file that cannot be read or written. */
  file: 4,
  /** A fault of the command itself. */
  fault: 70,
} as const;
