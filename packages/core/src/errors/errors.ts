import { describeValue } from './describe-value.js';

/** What an error says of itself, as plain data. */
export interface ErrorDetails {
  /** Its kind: 'spec', 'shape', 'value', 'input', 'option', 'version', or one of an adapter's own. */
  readonly lossmith: string;
  /** The name of its class. */
  readonly name: string;
  /** What to do next. */
  readonly advice: string;
}

/**
 * Every error Lossmith throws on purpose. `lossmith` holds its kind, so that an error is recognisable across package
 * copies, where `instanceof` is not: use `isLossmithError`. Kind and fields are kept in `cause`, as plain data: structured
 * clones, and so messages between workers, keep of an error no more than message, stack and cause.
 */
export class LossmithError<Fields extends object = object> extends Error {
  declare readonly cause: ErrorDetails & Readonly<Fields>;

  declare readonly lossmith: string;
  /** What to do next. */
  declare readonly advice: string;

  constructor(kind: string, what: string, advice: string, fields?: Fields) {
    const { name } = new.target.prototype;
    const details = Object.freeze({ lossmith: kind, advice, ...fields });
    super(`${what}; ${advice}`, { cause: Object.freeze({ name, ...details }) });
    // Not enumerable: a console shows them with the cause.
    for (const [key, value] of Object.entries(details)) Object.defineProperty(this, key, { value, configurable: true });
  }

  // As a getter the name is known when the stack is written; set by a constructor it would come too late for its first line.
  override get name(): string {
    return 'LossmithError';
  }
}

interface SpecFields {
  readonly path: string;
  readonly what: string;
}

/** A loss or link that cannot be, with the path of the fault in its JSON. */
export class LossmithSpecError<Fields extends SpecFields = SpecFields> extends LossmithError<Fields> {
  declare readonly path: string;
  declare readonly what: string;

  constructor(path: string, what: string, advice: string, more?: Omit<Fields, keyof SpecFields>) {
    super('spec', path === '' ? what : `${path}: ${what}`, advice, { path, what, ...more } as unknown as Fields);
  }

  override get name(): string {
    return 'LossmithSpecError';
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

interface MonotoneFields extends SpecFields {
  readonly score: number;
  readonly slope: number;
}

/** A link that decreases somewhere, with a score where it does. */
export class LossmithMonotoneError extends LossmithSpecError<MonotoneFields> {
  declare readonly score: number;
  declare readonly slope: number;

  constructor(path: string, score: number, slope: number) {
    super(path, `the link decreases at z = ${score}, where its slope is ${slope}`, 'correct it', { score, slope });
  }

  override get name(): string {
    return 'LossmithMonotoneError';
  }

  override under(path: string): LossmithMonotoneError {
    return new LossmithMonotoneError(joinPath(path, this.path), this.score, this.slope);
  }
}

/** Something given as data, a link or a loss that is missing, or that is no such thing. */
export class LossmithInputError extends LossmithError<{ readonly input: string }> {
  declare readonly input: string;

  constructor(input: string, what: string, advice: string) {
    super('input', `${input} ${what}`, advice, { input });
  }

  override get name(): string {
    return 'LossmithInputError';
  }
}

interface ShapeFields {
  readonly input: string;
  readonly shape: readonly number[];
  readonly expected: readonly number[];
}

/** Arrays whose lengths or shapes do not fit together. */
export class LossmithShapeError extends LossmithError<ShapeFields> {
  declare readonly input: string;
  declare readonly shape: readonly number[];
  declare readonly expected: readonly number[];

  constructor(input: string, shape: readonly number[], expected: readonly number[], advice: string) {
    const what = `${input} has shape [${shape.join(', ')}], but [${expected.join(', ')}] is needed`;
    super('shape', what, advice, { input, shape, expected });
  }

  override get name(): string {
    return 'LossmithShapeError';
  }
}

interface ValueFields {
  readonly input: string;
  readonly index: number;
  readonly value: unknown;
}

/** A number in the data that the loss cannot take, or something there that is no number, with its place. */
export class LossmithValueError extends LossmithError<ValueFields> {
  declare readonly input: string;
  /** Index into the flat array. */
  declare readonly index: number;
  /** The number; what is no number in words. */
  declare readonly value: unknown;

  constructor(input: string, index: number, value: unknown, what: string, advice: string) {
    const shown = describeValue(value);
    const kept = typeof value === 'number' ? value : shown;
    super('value', `${input}[${index}] = ${shown}: ${what}`, advice, { input, index, value: kept });
  }

  override get name(): string {
    return 'LossmithValueError';
  }
}

/** An option that does not exist or that this loss or backend does not support; 'options' where it is all of them. */
export class LossmithOptionError extends LossmithError<{ readonly option: string }> {
  declare readonly option: string;

  constructor(option: string, what: string, advice: string) {
    super('option', `${option === 'options' ? '' : 'option '}${option}: ${what}`, advice, { option });
  }

  override get name(): string {
    return 'LossmithOptionError';
  }
}

/** The details of an error that was copied by structuredClone, in which nothing else tells what it was. */
function detailsOf({ cause }: Error): ErrorDetails | undefined {
  return typeof (cause as Partial<ErrorDetails> | undefined)?.lossmith === 'string'
    ? (cause as ErrorDetails)
    : undefined;
}

/**
 * Whether a caught value is one of Lossmith's errors, also one from another copy of the package, or one that came through
 * structuredClone or from a worker. Such a copy is a plain `Error`; it is given its name, kind and fields back.
 */
export function isLossmithError(error: unknown): error is LossmithError {
  if (!(error instanceof Error)) return false;
  if (typeof (error as Partial<LossmithError>).lossmith === 'string') return true;
  const details = detailsOf(error);
  if (details !== undefined) Object.assign(error, details);
  return details !== undefined;
}
