import type { Precision } from '../operations/operation.js';
import type { CompositeName, PrimitiveName } from '../operations/operation-name.js';
import type { Instruction, Program } from './program.js';

/**
 * How one operation is written in a backend: from what its arguments became to what its result is. `Value` is whatever
 * stands for a result there (a tensor, the name of a node, a piece of shader text), `Context` what it needs to be made.
 */
export type Lowering<Value, Context> = (args: readonly Value[], instruction: Instruction, context: Context) => Value;

/** Every primitive operation that reaches a backend; a missing one is a type error that names it. */
export type PrimitiveLowerings<Value, Context> = Readonly<
  Record<Exclude<PrimitiveName, 'variable'>, Lowering<Value, Context>>
>;

/** Composite operations a backend has better than core's expansion; it lists only those. */
export type CompositeLowerings<Value, Context> = { readonly [op in CompositeName]?: Lowering<Value, Context> };

export type Lowerings<Value, Context> = PrimitiveLowerings<Value, Context> & CompositeLowerings<Value, Context>;

/** A backend is a table of lowerings and a way to put what they make together. Version 1 of the contract. */
export interface Backend<Value, Context, Artifact> {
  readonly contract: 1;
  /** As it appears in errors and reports, such as 'tfjs (wasm)'. */
  readonly name: string;
  readonly lowerings: Lowerings<Value, Context>;
  /** 'float64' where the arithmetic is that, whatever the results are: core then leaves out care that float32 needs. */
  readonly arithmetic?: Precision;
  /**
   * Makes the artifact of a program whose operations are all in `lowerings`: instructions in order, outputs repeated along
   * the axes they ask for, then the program's reduction. The same program gives the same artifact.
   */
  emit(program: Program): Artifact;
}
