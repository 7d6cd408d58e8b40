/**
 * Every error Lossmith throws on purpose. `lossmith` holds its kind, so that an error is recognisable across package
 * copies, where `instanceof` is not: use `isLossmithError`.
 */
export class LossmithError extends Error {
  declare readonly lossmith: string;
  /** What to do next. */
  declare readonly advice: string;

  constructor(kind: string, what: string, advice: string) {
    super(`${what}; ${advice}`);
    this.name = 'LossmithError';
    this.lossmith = kind;
    this.advice = advice;
  }
}

/** A loss or link that cannot be, with the path of the fault in its JSON. */
export class LossmithSpecError extends LossmithError {
  declare readonly path: string;
  declare readonly what: string;

  constructor(path: string, what: string, advice: string) {
    super('spec', path === '' ? what : `${path}: ${what}`, advice);
    this.path = path;
    this.what = what;
  }

  /** The same fault seen from further up. */
  under(path: string): LossmithSpecError {
    return new LossmithSpecError(joinPath(path, this.path), this.what, this.advice);
  }
}

/** 'link' and 'rate' make 'link.rate'; 'links' and '[0]' make 'links[0]'. */
export function joinPath(path: string, rest: string): string {
  if (path === '' || rest === '') return path + rest;
  return rest.startsWith('[') ? path + rest : `${path}.${rest}`;
}

/** A link that decreases somewhere, with a score where it does. */
export class LossmithMonotoneError extends LossmithSpecError {
  declare readonly score: number;
  declare readonly slope: number;

  constructor(path: string, score: number, slope: number) {
    super(path, `the link decreases at z = ${score}, where its slope is ${slope}`, 'correct it');
    this.score = score;
    this.slope = slope;
  }

  override under(path: string): LossmithMonotoneError {
    return new LossmithMonotoneError(joinPath(path, this.path), this.score, this.slope);
  }
}

/** Arrays whose lengths or shapes do not fit together. */
export class LossmithShapeError extends LossmithError {
  declare readonly input: string;
  declare readonly shape: readonly number[];
  declare readonly expected: readonly number[];

  constructor(input: string, shape: readonly number[], expected: readonly number[], advice: string) {
    super('shape', `${input} has shape [${shape.join(', ')}], but [${expected.join(', ')}] is needed`, advice);
    this.input = input;
    this.shape = shape;
    this.expected = expected;
  }
}

/** A number in the data that the loss cannot take, with its place. */
export class LossmithValueError extends LossmithError {
  declare readonly input: string;
  /** Index into the flat array. */
  declare readonly index: number;
  declare readonly value: number;

  constructor(input: string, index: number, value: number, what: string, advice: string) {
    super('value', `${input}[${index}] = ${value}: ${what}`, advice);
    this.input = input;
    this.index = index;
    this.value = value;
  }
}

/** An option that does not exist or that this loss or backend does not support. */
export class LossmithOptionError extends LossmithError {
  declare readonly option: string;

  constructor(option: string, what: string, advice: string) {
    super('option', `option ${option}: ${what}`, advice);
    this.option = option;
  }
}

/** Whether a caught value is one of Lossmith's errors, also one from another copy of the package. */
export function isLossmithError(error: unknown): error is LossmithError {
  return error instanceof Error && typeof (error as Partial<LossmithError>).lossmith === 'string';
}
